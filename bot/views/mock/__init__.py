"""How mock rounds read."""
