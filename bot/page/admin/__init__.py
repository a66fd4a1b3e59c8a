"""The pages of admins: files taken in and corrected, plans, people, figures."""
