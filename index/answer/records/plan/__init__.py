"""What the records say of a plan as a whole: its head, its grounds, its parts."""
