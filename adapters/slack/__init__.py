"""Slack: events to the core, views to blocks."""
