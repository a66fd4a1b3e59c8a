"""How it is told: conversations and the channels that carry them."""
