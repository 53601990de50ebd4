"""Everything that can be said to Rounds, declared once: words, options, who may, handler."""
