"""What the state file holds of plans beside what admins say of them."""
