"""The guard of names: what may stand in the repository, and what must not.

The anonymity of the people in the study is a promise. A proper name may stand
only once somebody has admitted it to `data/names.csv`; and the words of a
private list, which is in no repository, may stand nowhere. `docs/anonymity.md`
has the rules, and what the guard does not see.

    python -m compendium guard

Names: `admission` reads the list of admitted names, `word_list` knows ordinary
words, `parts` takes a file apart into what it says and what it names,
`capitals` finds the names in these, and `proper_names` those of the repository.

Words: `withheld` reads the private list and `spelling` says what counts as the
same word, `scanning` looks in a text, `unpacking` in a file and its name, `folders`
and `history` in all of them. `decoding` turns bytes into text for both, and
`report` looks everywhere and tells what was found.
"""
