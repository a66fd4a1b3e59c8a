"""A plan as it is read on a page: its text in parts, what must be said of it, its tasks."""
