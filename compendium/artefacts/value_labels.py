"""The words that stand for the values of a study, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compendium.artefacts.language import Language, listed, quoted


@dataclass(frozen=True)
class Link:
    """Words that lead to a label of the book."""

    text: str
    label: str


@dataclass(frozen=True)
class LinkedText:
    """A cell of a table in which some words lead to a place in the book."""

    parts: tuple[str | Link, ...]

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)


Cell = str | int | float | LinkedText


@dataclass(frozen=True)
class Label:
    """What a value is called in each language, and the label of the book that it leads to, if any."""

    nb: str
    en: str
    target: str = ""

    def text(self, language: Language) -> str:
        """The name in that language."""
        return self.nb if language == "nb" else self.en


# By kind of value, such as "code" or "gender", and then by the value itself.
Labels = Mapping[str, Mapping[str, Label]]


@dataclass(frozen=True)
class Words:
    """The labels of a study in one language."""

    language: Language
    labels: Labels

    def of(self, kind: str, value: str) -> str:
        """The name of a value of that kind; an empty value has none unless the kind names it.

        Raises `KeyError`, naming kind and value, for a value that has no label.
        """
        known = self.labels[kind]
        if value not in known:
            if value == "":
                return ""
            raise KeyError(f"no label for the {kind} {value!r}; the study's labels have to name it")
        return known[value].text(self.language)

    def link(self, kind: str, value: str) -> str | Link:
        """The name of a value, as a link where its label leads somewhere. Raises `KeyError` as `of` does."""
        text = self.of(kind, value)
        target = self.labels[kind][value].target if value in self.labels[kind] else ""
        return Link(text, target) if target else text

    def links(self, kind: str, values: list[str], separator: str = ", ") -> LinkedText:
        """The names of several values one after the other, each a link where it leads somewhere."""
        parts: list[str | Link] = []
        for value in values:
            parts += [separator, self.link(kind, value)] if parts else [self.link(kind, value)]
        return LinkedText(tuple(parts))

    def every(self, kind: str) -> list[str]:
        """The names of all values of a kind, in the order of the labels."""
        return [label.text(self.language) for label in self.labels[kind].values()]

    def pick(self, nb: str, en: str) -> str:
        """The text of this language."""
        return nb if self.language == "nb" else en

    def listed(self, items: list[str]) -> Listing:
        """Items as a sentence lists them: a, b og c."""
        return Listing(listed(items, self.language))

    def quoted(self, items: list[str]) -> Listing:
        """Items in quotation marks, as a sentence lists them: «a» og «b»."""
        return Listing(quoted(items, self.language))


class Listing(str):
    """A list in a sentence; `{names:nobody}` in a text writes "nobody" where the list is empty."""

    __slots__ = ()

    def __format__(self, empty: str) -> str:
        return str(self) or empty


class Count(int):
    """A count in a sentence; `{men:man|men}` in a text writes it with its noun: 1 man, 2 men."""

    def __format__(self, forms: str) -> str:
        if "|" not in forms:
            return int(self).__format__(forms)
        one, several = forms.split("|")
        return f"{int(self)} {one if self == 1 else several}"
