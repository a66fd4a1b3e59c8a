"""What admins set going from their pages, and what they uploaded for it."""
