"""What the plans say: texts read into documents, sections, duties and quotable spans."""
