"""Stands for a module of the SDK."""
