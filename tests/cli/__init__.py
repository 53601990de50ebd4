"""The command `rounds`: its words, its exit statuses, and how it fails."""
