"""Is a page saved as plain text told apart from its furniture? See README.md in this folder."""
