"""Who may ask, and who may see which plan."""
