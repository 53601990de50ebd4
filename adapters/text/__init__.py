"""What the chat platforms' renderers share: texts cleaned, cut, packed, told in pieces."""
