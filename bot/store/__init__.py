"""The store: SQLAlchemy Core on SQLite or PostgreSQL behind `bot.ports.store`."""
