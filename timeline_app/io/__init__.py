"""Files in, files out; no Qt."""
