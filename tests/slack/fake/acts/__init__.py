"""What people do in their client."""
