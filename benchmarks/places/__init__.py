"""Places: the right one, given its name; and found and right, given only the text."""
