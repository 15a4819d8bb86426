"""The whole book as one PDF: its pages put together, then printed by a browser that is already on the machine."""
