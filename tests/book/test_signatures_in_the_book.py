"""Every file of the built book, and of nothing else, read for a signature that tells more than the number."""

from signatures import signed_with_more, words_of


def test_no_file_of_the_book_puts_firm_or_position_beside_an_informant(html, study):
    files = [path for path in sorted(html.rglob("*")) if path.is_file()]
    words = {path.relative_to(html).as_posix(): words_of(path.name, path.read_bytes()) for path in files}
    read = {name: said for name, said in words.items() if said}
    assert {
        "chapters/resultat.html",
        "chapters/resultat.ipynb",
        "_static/previews.js",
        "_static/figure-texts.js",
    } <= set(read)
    assert sum("Informant 2" in said for said in read.values()) > 10
    found = {name: signed_with_more(study, said) for name, said in read.items()}
    assert {name: places for name, places in found.items() if places} == {}
