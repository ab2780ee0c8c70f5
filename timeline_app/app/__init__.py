"""The composition root: builds everything, connects it once; actions, settings, command line."""
