"""What a reply says: frozen view models, and the one place that holds all wording."""
