"""Rounds under malformed input: 100,000 payloads at each of its doors (`make hostile`)."""
