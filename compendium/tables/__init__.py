"""The data as tables: CSV in, the schema and its checks, with file, line and column of what is wrong."""
