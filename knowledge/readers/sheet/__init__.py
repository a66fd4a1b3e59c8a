"""Excel workbooks: cells as Excel shows them, and task tables."""
