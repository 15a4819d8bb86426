"""The study in the forms that qualitative software opens: REFI-QDA and Taguette.

Every function is pure: the study in, the bytes of a file out; equal studies give
equal bytes. What each form carries and loses stands on the page `formater`.
"""
