"""How what ships was made: recipes that a person can run again. Only here is torch needed."""
