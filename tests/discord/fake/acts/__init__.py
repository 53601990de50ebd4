"""What people do on the fake's Discord, as the client on their screen would send it."""
