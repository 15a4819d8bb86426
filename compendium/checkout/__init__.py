"""What is known of the checkout that the book is built from: its files, its commit and its date."""
