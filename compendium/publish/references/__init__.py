"""Citing the book and its parts: the metadata in; references, exports and descriptions for machines out."""
