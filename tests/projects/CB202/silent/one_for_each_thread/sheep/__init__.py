"""Counting sheep in threads."""
