"""What the core asks of the world, as protocols; the world is passed in by `bot.bootstrap`."""
