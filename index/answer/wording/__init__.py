"""What statements say of their own: fixed wording, in Vietnamese and English."""
