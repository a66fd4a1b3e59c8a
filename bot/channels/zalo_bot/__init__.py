"""The Zalo bot platform."""
