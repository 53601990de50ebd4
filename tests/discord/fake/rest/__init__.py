"""The fake's REST interface, one file for each kind of thing."""
