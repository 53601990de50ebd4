"""What there is on Slack: teams, people, channels, messages, views, files."""
