"""The fake's gateway: sessions, connections, compression."""
