"""The adapters: one contract for all, and what each does by itself."""
