"""What becomes of a document after it was issued: by others, by time, by what an admin says."""
