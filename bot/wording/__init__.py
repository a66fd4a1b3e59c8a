"""Every sentence that the bot says of its own accord, by who hears it."""
