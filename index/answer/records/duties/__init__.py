"""What the records say of duties: who does what, with whom, by when, who reports."""
