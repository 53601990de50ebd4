"""The terminal: a line chat for people, plain text for pipes."""
