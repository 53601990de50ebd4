"""The outside judge without its network: what it is asked, what is believed, what follows."""
