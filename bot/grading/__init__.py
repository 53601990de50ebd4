"""The graders: they judge a reply against a rubric and quote the words that decided."""
