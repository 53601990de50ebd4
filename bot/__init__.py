"""The core of Rounds: practice, grading, streaks and boards, with no chat platform in sight."""

__version__ = "0.1.0"
