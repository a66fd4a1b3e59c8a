"""Printed lines become blocks, blocks a numbered outline."""
