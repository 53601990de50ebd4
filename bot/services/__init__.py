"""What people and the clock can ask: one file per noun, functions over the ports."""
