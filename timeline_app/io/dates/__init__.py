"""The dates of columns that people wrote, as EDTF."""
