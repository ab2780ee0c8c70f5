"""Datasets of our own on disk, and what is wrong with them."""
