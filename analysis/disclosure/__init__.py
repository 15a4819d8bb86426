"""A guard against writing a withheld word: a real name behind a pseudonym.

The anonymity of the people in the study is a promise. The names that must not
stand in the repository or in the built book are themselves not in it: the guard
knows them only as keyed hashes (`withheld.json`) of normalised sequences of
words. It guards against accidents and keeps no secret: the salt is public, and
whoever tries every place name or first name of a country will find the word.

What counts as the same word:

- case, accents and Unicode form do not matter, å is a and aa, æ is a and ae, ø is o and oe;
- a genitive -s or 's at the end is ignored;
- spaces, hyphens, underscores, any punctuation, line breaks and markup separate
  words; so do a camelCase hump and the border between letters and digits;
- HTML entities, percent-encoding, backslash escapes, LaTeX letters, punycode
  and UTF-8 misread as Windows-1252 are decoded, also when nested.

A part of a longer word is not the word. What the guard does not see: text in
pictures, PDF or base64, and a name in an inflected form that is not in the list.

    python -m analysis.disclosure check [ROOT] [--book _build/html]
    python -m analysis.disclosure add --note place       (the word is read from standard input)

`spelling` says what counts as the same word, `hashing` how it is hidden, and
`withheld` reads the list. `decoding` turns bytes into text, `scanning` looks in
a text, `files` in a file and its name; `folders` and `history` say which files,
and `report` looks everywhere and tells what was found.
"""
