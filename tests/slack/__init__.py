"""Tests of the Slack adapter, and the Slack that they run against."""
