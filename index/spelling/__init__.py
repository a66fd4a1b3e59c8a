"""What was typed and what was meant: accents, slips, chat, English."""
