"""What a table, a figure and a number are, and how a chart and a value come to be shown."""
