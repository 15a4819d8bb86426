import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace

import pytest
from hard_study import HARD, hard_study
from studies import small_study

from analysis import load
from compendium.qualitative import refi
from compendium.qualitative.alternatives import drop_excerpt
from compendium.qualitative.exporting import ExportError, refi_files, write
from compendium.qualitative.memos import basis_name, code_memo, coding_memo


@pytest.fixture(scope="module", params=["real nb", "real en", "hard nb"])
def read_back(request, run_tool, tmp_path_factory):
    """A study, its language, and what pyrefiqda read of its valid export."""
    which, language = request.param.split()
    study = load() if which == "real" else hard_study()
    paths = write(refi_files(study, language), tmp_path_factory.mktemp("refi"))
    return study, language, json.loads(run_tool("read_refi.py", *paths))


def test_every_code_is_read_back_with_its_place_colour_and_definition(read_back):
    study, language, read = read_back
    assert read["codebook"] == read["codes"]
    ids = {refi.guid("code", code): code for code in study.codes["code_id"]}
    found = {ids[code["guid"]]: code for code in read["codes"]}
    assert list(found) == sorted(found, key=list(found).index) and set(found) == set(study.codes["code_id"])
    for row in study.codes.itertuples():
        code = found[row.code_id]
        assert code["name"] == getattr(row, f"label_{language}")
        assert ids.get(code["parent"], "") == row.parent_id
        assert (code["description"] or "") == code_memo(study, row.code_id, language)
        assert code["codable"] is True
    colours = {(row.kind, found[row.code_id]["color"]) for row in study.codes.itertuples()}
    assert len(colours) == study.codes["kind"].nunique() == len({colour for _, colour in colours})


def test_every_selection_is_the_excerpt_with_its_code_and_basis(read_back):
    study, language, read = read_back
    texts = dict(zip(study.excerpts["excerpt_id"], study.excerpts[f"text_{language}"]))
    ids = {refi.guid("code", code): code for code in study.codes["code_id"]}
    found = {}
    for source in read["sources"]:
        assert "\r" not in source["text"] and not source["text"].startswith("\ufeff")
        for one in source["selections"]:
            # Python's own positions are code points too.
            assert source["text"][one["start"] : one["end"]] == texts[one["name"]].replace("\r\n", "\n")
            for code in one["codes"] or [None]:
                found[one["name"], ids.get(code)] = (one["description"], read["users"].get(one["user"]))
    # The basis stands in the memo; as two users the bases would invite a measure of their agreement.
    assert list(read["users"].values()) == [refi.ORIGIN]
    expected = {
        (coding.excerpt_id, coding.code_id): (coding_memo(coding, language), refi.ORIGIN)
        for coding in study.codings.itertuples()
    }
    names = {basis_name(basis, language) for basis in study.codings["basis"]}
    assert all(any(name in memo for name in names) for memo, _ in expected.values())
    uncoded = set(study.excerpts["excerpt_id"]) - set(study.codings["excerpt_id"])
    assert found == {**expected, **{(excerpt, None): (None, refi.ORIGIN) for excerpt in uncoded}}


def test_cases_carry_the_number_of_the_informant_and_their_source_and_nothing_else(read_back):
    study, language, read = read_back
    assert len(read["cases"]) == len(study.informants)
    names = {source["guid"]: source["name"] for source in read["sources"]}
    for case, informant in zip(read["cases"], study.informants.itertuples()):
        assert (case["name"], case["variables"]) == (f"Informant {int(informant.informant_id[1:])}", {})
        quoted = informant.informant_id in set(study.excerpts["informant_id"])
        assert [names[guid] for guid in case["sources"]] == ([case["name"]] if quoted else [])


def test_each_source_names_its_informant_for_software_that_drops_the_references_of_cases(read_back):
    _, _, read = read_back
    assert [source["variables"] for source in read["sources"]] == [
        {"Informant": source["name"]} for source in read["sources"]
    ]


def test_hard_texts_survive(run_tool, tmp_path):
    read = json.loads(run_tool("read_refi.py", *write(refi_files(hard_study(), "nb"), tmp_path)))
    assert HARD in read["sources"][0]["text"]
    assert 'Ordene «nei», "kanskje" & 🏭' in json.dumps(read["sources"], ensure_ascii=False).replace('\\"', '"')
    assert read["codes"][0]["description"].splitlines() == [
        "Definisjon: Når noen sier «ja» & <nei> 😀",
        "Brukes på: Ærlige ord",
        'Eksempel: S001: «Æ, ø og å 😀🏭 sa «nei», "kanskje" & <ja> og gikk»',
    ]


def test_equal_studies_give_equal_bytes_and_guids_outlive_a_change():
    assert refi_files(hard_study(), "nb") == refi_files(hard_study(), "nb")
    study = hard_study()
    fewer = replace(study, codings=study.codings.iloc[1:])
    assert refi.codebook(fewer, "nb") == refi.codebook(study, "nb")


def guids(study):
    """Every GUID of the project, with how often it is given or named."""
    with zipfile.ZipFile(io.BytesIO(refi_files(study, "nb")["project.qdpx"])) as archive:
        return Counter(re.findall(r'[gG]uid="([^"]+)"', archive.read("project.qde").decode()))


def test_guids_are_those_of_the_rows_whatever_else_changes():
    study = load()
    before = guids(study)
    assert len(before) > len(study.codings) + len(study.excerpts)
    fewer = drop_excerpt(
        study, next(excerpt for excerpt in study.excerpts["excerpt_id"] if excerpt not in set(study.codes["example"]))
    )
    assert set(guids(fewer)) < set(before)
    renamed = replace(
        study,
        codes=study.codes.assign(label_nb=study.codes["label_nb"] + " ny"),
        excerpts=study.excerpts.assign(text_nb=study.excerpts["text_nb"] + " Ja."),
    )
    assert guids(renamed) == before


def test_files_have_lf_no_mark_and_nothing_empty(tmp_path):
    study = small_study()
    nothing = replace(study, excerpts=study.excerpts[:0], codings=study.codings[:0], informants=study.informants[:0])
    for one in (study, nothing):
        files = refi_files(one, "nb")
        (tmp_path / "p").write_bytes(files["project.qdpx"])
        with zipfile.ZipFile(tmp_path / "p") as archive:
            contents = [files["codebook.qdc"], *map(archive.read, archive.namelist())]
            assert archive.namelist()[0] == "project.qde"
        assert not any(b"\r" in content or content.startswith(b"\xef\xbb\xbf") for content in contents)
    for container in (b"<Users", b"<Variables", b"<Cases", b"<Sources", b"<Notes"):
        assert container not in contents[1]


def test_a_study_without_codes_is_refused():
    study = small_study()
    with pytest.raises(ExportError, match="codes.csv has no code"):
        refi_files(replace(study, codes=study.codes[:0]), "nb")
