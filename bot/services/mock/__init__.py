"""Mock rounds: sessions that are kept turn by turn."""
