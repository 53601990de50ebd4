"""Tests of the Discord adapter, over the wire."""
