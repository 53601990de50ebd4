"""Measuring graders: runs over labelled lines, their statistics and the baselines beside them."""
