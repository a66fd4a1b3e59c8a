"""Publishing at a day and time that an admin has named."""
