"""How an application is told: Socket Mode, signed HTTP, and what it answers."""
