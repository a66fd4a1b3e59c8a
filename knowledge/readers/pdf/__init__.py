"""PDF files: letters in places, drawings, scanned pages."""
