"""How fast the archive adds, links and answers, and how that grows."""
