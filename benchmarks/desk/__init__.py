"""How fast the desk answers on a large archive, and how much it sends."""
