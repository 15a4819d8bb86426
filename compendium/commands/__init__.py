"""The commands of the compendium, one module each: python -m compendium COMMAND.

A module's name is the command's name, with a dash for each underscore. It has
`HELP`, one line; `add_arguments(parser)`, where it takes any; and
`run(chosen)`, which does the work and returns the exit status.
"""
