"""Optional evidence from a small language model, in numpy alone; imported only when configured."""
