"""What is asked, of which document, section, body, place and time."""
