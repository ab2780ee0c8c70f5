"""The texts of sources, and where each quote stands in them."""
