"""Everything that leans on the inside of somebody else's package, so that it is found when the package changes.

Each module changes one thing, and says at its top of which package, in which version that was seen, why, and where it
is reported upstream. Its test in `tests/patches/` has the module's name and a part `test_still_needed`, which fails
once the package does without the patch; then module and test can go.
"""
