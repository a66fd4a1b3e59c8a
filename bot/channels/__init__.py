"""The platforms that carry conversations, one module each."""
