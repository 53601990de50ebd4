"""Each benchmark runs once in its small form."""
