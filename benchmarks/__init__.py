"""Speed and memory of Rounds, printed beside plain sqlite3 doing the same work."""
