"""Numbers of the prose written out: `{{ n_firms.words }}`, `{{ fact_semesters.neuter }}` before a neuter noun."""

from __future__ import annotations

from sphinx.application import Sphinx

from analysis.catalogue import numbers
from analysis.number_words import number_in_words

from .source import language_of


class Written(str):
    """What stands for `{{ key }}`, with the same number written out beside it."""

    words: str
    neuter: str

    def __new__(cls, figure: str, words: str, neuter: str):
        written = super().__new__(cls, figure)
        written.words, written.neuter = words, neuter
        return written

    def __getnewargs__(self):
        return str(self), self.words, self.neuter


def write_out(app: Sphinx, config) -> None:
    """Give each number of the prose its words, once the study is loaded."""
    language = language_of(config)
    values = {key: number.compute(app.compendium_study) for key, number in numbers(app.compendium_study).items()}
    config.myst_substitutions = {
        **config.myst_substitutions,
        **{
            key: Written(config.myst_substitutions[key], number_in_words(value, language), number_in_words(value, language, neuter=True))
            for key, value in values.items()
        },
    }


def setup(app: Sphinx) -> None:
    # After the study's own substitutions, which come at the default priority of 500.
    app.connect("config-inited", write_out, priority=600)
