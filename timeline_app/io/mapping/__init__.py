"""Tables that the program does not know: which column is what."""
