"""Names of bodies and places: compared, and found in texts."""
