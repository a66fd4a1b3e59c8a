"""Who has to do what by when: assignments, reports, fields and tables."""
