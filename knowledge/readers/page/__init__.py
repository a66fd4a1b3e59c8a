"""Printed pages: words in places become lines, tables, one text."""
