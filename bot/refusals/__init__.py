"""What is said when something cannot be done: one clear sentence, and what to do instead."""
