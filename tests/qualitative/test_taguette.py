import csv
import io
import json

import pytest
from hard_study import HARD, hard_study

from analysis import load
from compendium.qualitative import taguette
from compendium.qualitative.documents import documents, plain_lines
from compendium.qualitative.exporting import taguette_files, write


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module", params=["real", "hard"])
def returned(request, run_tool, tmp_path_factory):
    """A study, and what a running Taguette server exported of it again."""
    study = load() if request.param == "real" else hard_study()
    folder = tmp_path_factory.mktemp("taguette")
    write(taguette_files(study, "nb"), folder)
    return study, request.param, json.loads(run_tool("run_taguette.py", folder))


def expected_highlights(study):
    """Tag and words of every coding, and of the basis of each."""
    return sorted(
        (tag, one.text)
        for document in documents(study, "nb")
        for one in taguette.highlights(study, document, "nb")
        for tag in one.tags
    )


def test_the_codebook_comes_back_word_for_word(returned):
    study, _, read = returned
    # Every new project of Taguette has a tag of its own.
    made = {row["tag"]: row["description"] for row in rows(read["by_hand"]["codebook"]) if row["tag"] != "interesting"}
    project = {row["tag"]: row["description"] for row in rows(read["project"]["codebook"])}
    assert made == project == taguette.tags(study, "nb")
    assert len(made) == len(study.codes) + study.codings["basis"].nunique()


def test_every_coding_comes_back_with_its_words_and_basis(returned):
    study, _, read = returned
    for way in ("project", "by_hand"):
        found = sorted((row["tag"], plain_lines(row["content"])) for row in rows(read[way]["highlights"]))
        assert found == expected_highlights(study)
    of_codes = [tag for tag, _ in expected_highlights(study) if not tag.startswith("Grunnlag.")]
    assert len(of_codes) == len(study.codings)


def test_every_document_comes_back_whole(returned):
    study, _, read = returned
    imported = list(read["project"]["documents"].values())
    assert imported == list(read["by_hand"]["documents"].values())
    assert list(read["project"]["documents"]) == [document.name for document in documents(study, "nb")]


def test_hard_texts_come_back(returned):
    study, which, read = returned
    words = HARD if which == "hard" else study.excerpts["text_nb"].iloc[0]
    for way in ("project", "by_hand"):
        assert words in [plain_lines(row["content"]) for row in rows(read[way]["highlights"])]
    assert which == "real" or 'sa «nei», "kanskje" &amp; &lt;ja&gt;' in read["project"]["documents"]["Informant 1"]


def test_equal_studies_give_equal_bytes():
    assert taguette_files(hard_study(), "nb") == taguette_files(hard_study(), "nb")


def test_offsets_are_bytes_of_the_text_between_the_tags():
    study = hard_study()
    document = documents(study, "nb")[0]
    text = "".join(line for passage in document.passages for line in (passage.heading, passage.text)).encode()
    for one in taguette.highlights(study, document, "nb"):
        assert text[one.start : one.end].decode() == one.text
