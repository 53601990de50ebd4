"""The outside judge: what it is told, what is believed, what happens when it fails or lies."""
