"""From the chapters and their results to a whole book: executing, staging, swapping."""
