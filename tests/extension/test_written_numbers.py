"""What stands for {{ key }} in prose is the role that shows the number, in figures or in words."""

import pickle

from compendium.book.source import Written


def test_a_number_is_shown_by_its_role_in_figures_and_in_words():
    written = Written("n_firms")
    assert written == "{number}`n_firms`"
    assert (written.words, written.neuter) == ("{number-words}`n_firms`", "{number-neuter}`n_firms`")


def test_it_keeps_its_words_when_the_configuration_is_stored():
    again = pickle.loads(pickle.dumps(Written("n_firms")))
    assert (again, again.words) == ("{number}`n_firms`", "{number-words}`n_firms`")
