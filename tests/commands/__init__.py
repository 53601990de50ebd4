"""The commands: what they take, who may use them, and that none of them ever breaks."""
