"""What is asked in vain: grouped for admins, answered by them, and told to those who wait."""
