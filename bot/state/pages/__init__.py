"""The part of the state file about the admin pages: who may open them, and what is under way."""
