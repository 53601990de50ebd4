"""What there is on the fake's Discord: servers, channels, people, messages."""
