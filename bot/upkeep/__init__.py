"""What operators do with what must be kept: backups, and moving to another machine."""
