"""What the program is told by variables, and how they are read."""
