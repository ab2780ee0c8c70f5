"""Widgets: they draw what they are given and report wishes by signal."""
