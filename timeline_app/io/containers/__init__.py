"""What holds the rows of a file: text tables, workbooks, JSON, Arrow, XML, archives."""
