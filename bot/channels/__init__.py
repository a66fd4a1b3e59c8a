"""The platforms that carry conversations, one folder each."""
