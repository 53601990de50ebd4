"""Discord: events to the core, views to messages."""
