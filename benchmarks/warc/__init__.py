"""How fast a web archive of made-up pages is read, and in how much memory."""
