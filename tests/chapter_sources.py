"""The chapters as they are written, in parts."""

import re

from compendium.study import DATA

ROOT = DATA.parent
CHAPTERS = ROOT / "chapters"
# What the book adds to the retelling.
NOTE = re.compile(r"^```{admonition} Kompendiets merknad\n:class: note\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def source(page):
    """A page's MyST source without front matter and code cells."""
    text = (CHAPTERS / f"{page}.md").read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return re.sub(r"^```{code-cell}.*?^```\s*$", "", text, flags=re.DOTALL | re.MULTILINE)


def sections(page):
    """The parts of a page by the label that stands over each, in order: label, heading, text."""
    parts = re.split(r"^\((sec-[a-z0-9-]+)\)=\n(#+) (.+)$", source(page), flags=re.MULTILINE)
    return {label: (marks, heading, text) for label, marks, heading, text in zip(*(iter(parts[1:]),) * 4)}
