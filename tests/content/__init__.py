"""Tests of the content loader and its check."""
