"""The tests of Rounds; folders mirror those of the code."""
