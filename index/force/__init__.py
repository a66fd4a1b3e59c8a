"""What is said beside an answer: that what it cites was changed since, and what holds now."""
