"""Word files: text as Word prints it, numbers included."""
