"""The prompt bank as files: a strict reader, a check for authors and the bank itself."""
