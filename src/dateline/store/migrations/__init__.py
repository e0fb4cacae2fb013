"""How the tables came to be, step by step; `Archive.open` takes the steps that are missing."""
