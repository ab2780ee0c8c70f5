"""Files in, files out: datasets, checks, exports. No Qt."""
