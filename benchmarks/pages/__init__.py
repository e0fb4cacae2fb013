"""Does a web page give its article, and nothing else? See README.md in this folder."""
