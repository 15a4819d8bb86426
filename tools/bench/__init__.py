"""What the book costs: to build, and to read."""
