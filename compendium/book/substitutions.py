"""What stands between double braces on a page is a value by its name: no loop, no expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

_NAME = re.compile(r"\w+(?:\.\w+)?")
_SUBSTITUTION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?(?:%\}|$)", re.MULTILINE)
# Blocks of code and code inside a sentence show what they hold as it is.
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)`*\s*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL | re.MULTILINE
)
# Directives whose content is read as the page is.
_READ_AS_TEXT = re.compile(r"\A[`~]{3,}\{(?!code|literal|raw|math)")


def _without_code(text: str) -> str:
    """A page with its code blanked out, every line in its place."""

    def blank(found: re.Match) -> str:
        if found["fence"] and _READ_AS_TEXT.match(found[0]):
            first, _, rest = found[0].partition("\n")
            return f"{' ' * len(first)}\n{_without_code(rest)}"
        return re.sub(r"[^\n]", " ", found[0])

    return _CODE.sub(blank, text)


def substitution_problems(text: str) -> Iterator[tuple[int, str]]:
    """Line and message of each place of a page that Jinja would have to do more for than to put in a value."""
    prose = _without_code(text)
    for found in _STATEMENT.finditer(prose):
        yield (
            prose.count("\n", 0, found.start()) + 1,
            f"{found[0]!r}: a page holds values only, no loop or condition; write it out, or make it a table",
        )
    for found in _SUBSTITUTION.finditer(prose):
        if not _NAME.fullmatch(inside := found[1].strip()):
            yield (
                prose.count("\n", 0, found.start()) + 1,
                f"{inside!r} between double braces is no name of a value; register a number for it, see analysis/numbers.py",
            )


def refuse_more_than_values(app: Sphinx, page: str, source: list[str]) -> None:
    """Stop the build at a page that holds more of Jinja than values."""
    file = Path(app.env.doc2path(page)).relative_to(app.srcdir).as_posix()
    if problems := [f"{file}:{line}: {message}" for line, message in sorted(substitution_problems(source[0]))]:
        raise ExtensionError("\n".join(problems))


def setup(app: Sphinx) -> None:
    app.connect("source-read", refuse_more_than_values)
