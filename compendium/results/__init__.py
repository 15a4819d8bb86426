"""The results of a study: computed once, kept in files, compared and reported.

`compute` makes them, `current` holds those of the repository's own study and keeps
them for a build, `parts` takes them apart, `store` writes and reads `results/`,
`comparison` says what differs, `record` in what circumstances they were computed,
`report` and `page` say it to a person.
"""
