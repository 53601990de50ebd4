"""Block Kit: what is allowed, and what a reader sees of it."""
