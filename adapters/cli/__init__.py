"""The command `rounds`: one file for each of its words."""
