"""The chapters as they are written: headings and text, keys instead of numbers, marks and terms in their places."""

import csv
import re

import pytest
from chapter_sources import CHAPTERS, NOTE, ROOT, sections, source

from analysis import STUDY, load
from compendium.artefacts.artefact import Table
from compendium.results.current import current
from compendium.study import DATA

RETOLD = ["sammendrag", "innledning", "teori", "metode", "resultat", "diskusjon", "konklusjon"]
NUMBERED = [page for page in RETOLD if page != "sammendrag"]


@pytest.fixture(scope="module")
def study():
    return load()


def prose(text):
    """Running text: no headings, labels, fences, roles but those of terms, and no keys of numbers."""
    text = re.sub(r"^(#+ .*|\([\w-]+\)=|```.*|:::.*|:\w+:.*)$", "", text, flags=re.MULTILINE)
    return re.sub(r"{(?!term)[\w:]+}`[^`]*`|{{[^}]*}}|<[^>]*>|\]\([^)]*\)", " ", text)


# Headings and length

# Words of the thesis's chapters without its excerpts, counted once in the source.
LENGTHS = {"innledning": 836, "teori": 5143, "metode": 5837, "resultat": 3836, "diskusjon": 6394, "konklusjon": 271}


def test_each_numbered_section_has_its_heading_and_text(study):
    for page in NUMBERED:
        parts = sections(page)
        rows = study.sections[study.sections["page"] == page]
        numbered = ["sec-" + section.replace(".", "-") for section in rows["section"]]
        assert [label for label in parts if label in numbered] == numbered, page
        for label, row in zip(numbered, rows.itertuples()):
            marks, heading, _ = parts[label]
            assert (heading, len(marks)) == (row.title_nb, row.level), label
            own = " ".join(
                text for name, (_, _, text) in parts.items() if name == label or name.startswith(f"{label}-")
            )
            assert len(prose(own).split()) > 30, label


@pytest.mark.parametrize("page", LENGTHS)
def test_a_chapter_has_the_length_of_a_retelling(page):
    text = re.sub(r"^```{(admonition|margin)}.*?^```\s*$", "", source(page), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"{deviation}`[^`]*`|{excerpt}`[^`]*`|^(#.*|```.*|\([\w-]+\)=)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"{[\w:]+}`([^`<]*)[^`]*`", r"\1", text)
    assert 0.6 <= len(text.split()) / LENGTHS[page] <= 1, (page, len(text.split()))


# Nothing that the data know is typed


def test_no_excerpt_is_typed(study):
    for page in pages_of_prose():
        text = " ".join(source(page).split())
        for excerpt in study.excerpts.itertuples():
            assert " ".join(excerpt.text_nb.split()) not in text, (page, excerpt.excerpt_id)


def test_every_excerpt_is_shown_in_a_chapter(study):
    shown = {excerpt for page in NUMBERED for excerpt in re.findall(r"{excerpt}`?\s?(S\d{3})", source(page))}
    assert shown == set(study.excerpts["excerpt_id"])


NUMERAL = r"\d[\d.,\u00a0]*|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|tretti|seksti|hundre"
# What the data count; the beginning of a word is enough.
COUNTED = (
    "avvik bedrift begrep bunnlinj dag delkapit deler enheter fagdag forskere forskningsspørsmål hub informant intervju kapit "
    "kategori kilder kode kvinn mengdeord menn minutt muligheter måned områd pilar grunnpilar prosent punkt påstand respondent "
    "semester setning spørsmål stadi strategi studiepoeng tegn tilnærming tiltak tonn trusl typer uker utdrag utfordring "
    "utveksling variab verk virksomhet år"
)
TYPED_NUMBER = re.compile(
    rf"(?<![\w/.-])({NUMERAL})\.? (?:[a-zæøå]+ )?(?:{'|'.join(COUNTED.split())})\w*", re.IGNORECASE
)
# Part of what is said, no number of the data: the three most quoted, at least two.
ALLOWED = {"tre mest", "to informanter"}


# Pages on how to use the book, not on the study: their numbers are examples.
ON_USE = {"bruk", "formater", "replikasjon", "siter"}


def pages_of_prose():
    return [path.stem for path in sorted(CHAPTERS.glob("*.md")) if path.stem not in ON_USE]


@pytest.mark.parametrize("page", pages_of_prose())
def test_no_number_is_typed_that_the_data_know(page):
    text = prose(source(page)).split("## Abstract")[0]
    found = {match.group(0): match.start() for match in TYPED_NUMBER.finditer(text)}
    typed = [
        text[max(0, place - 30) : place + 40] for words, place in found.items() if not words.startswith(tuple(ALLOWED))
    ]
    assert typed == []


CITATION = re.compile(r"\b[A-ZÆØÅŻ][\w-]+(?: (?:mfl\.|et al\.|(?:og|&) [A-ZÆØÅ][\w-]+))?,? (?:i )?\(?(?:19|20)\d\d\b")


@pytest.mark.parametrize("page", pages_of_prose())
def test_no_citation_is_typed(page):
    assert CITATION.findall(re.sub(r"^% .*$", "", prose(source(page)), flags=re.MULTILINE)) == []


def test_an_informant_named_beside_an_excerpt_is_its_informant(study):
    informants = study.excerpts.set_index("excerpt_id")["informant_id"]
    checked = 0
    for page in RETOLD:
        blocks = re.split(r"\n{2,}", source(page))
        for block, following in zip(blocks, [*blocks[1:], ""]):
            sentences = re.split(r"(?<=\.) (?=[^{])", block)
            for sentence in sentences:
                near = re.findall(r"{excerpt}`(S\d+)`", sentence)
                if sentence is sentences[-1] and re.search(r":(?: {deviation}`D\d+`)*$", sentence):
                    near += re.findall(r"```{excerpt} (S\d+)", following)
                for number in re.findall(r"[Ii]nformant (\d+)", sentence) if near else []:
                    checked += 1
                    assert f"I{int(number):02d}" in {informants[excerpt] for excerpt in near}, (page, sentence)
    assert checked > 10


# The front page


def test_the_front_page_says_what_was_found_and_where():
    text = (ROOT / "index.md").read_text(encoding="utf-8")
    findings = re.findall(
        r"^\d\. (.+)$",
        re.search(r":::{container} findings\n(.*?)^:::$", text, re.DOTALL | re.MULTILINE)[1],
        re.MULTILINE,
    )
    assert len(findings) == 6
    for finding in findings:
        # The finding as a sentence of its own, and a link to the section that reports it.
        assert re.match(r"\*\*[^*]+ [^*]+\.\*\* ", finding), finding
        assert re.search(r"{ref}`[^`]+ <sec-[456]", finding), finding
    leads = {target for finding in findings for target in re.findall(r"<(sec-[\w-]+)>", finding)}
    # No exchange took place, co-location did not bring collaboration, and the facilitator is a wish.
    assert leads >= {"sec-4-2-3-ekstern-kommunikasjon", "sec-5-3-1-samlokalisering", "sec-4-3-2"}


# What the book adds to the retelling

# What the thesis has, and is cited for, is no addition.
OF_THESIS = {shown.id for shown in STUDY.artefacts.values() if shown.of_thesis}
# The columns of such tables that the thesis has itself.
COLUMNS_OF_THESIS = {
    "tab-informanter": {"firm_id", "informant_id", "position", "gender"},
    "tab-operasjonalisering": {"concept", "phrase"},
    "tab-intervjuguide": {"part", "number", "question"},
}
NOTED = ["sammendrag", "innledning", "teori", "metode", "resultat", "diskusjon", "konklusjon"]


@pytest.mark.parametrize("page", RETOLD)
def test_a_box_is_a_note_of_the_book(page):
    assert len(re.findall(r"{(?:admonition|note|tip|hint|important|warning|seealso)}", source(page))) == len(
        NOTE.findall(source(page))
    )


@pytest.mark.parametrize("page", NOTED)
def test_what_the_book_adds_stands_in_notes(page):
    outside, notes = NOTE.sub("", source(page)), " ".join(NOTE.findall(source(page)))
    assert re.findall(r"[^.\n]*\b(?:boken|kompendiet)s?\b[^.\n]*", outside, re.IGNORECASE) == []
    assert {*re.findall(r"{numref}`([\w-]+)`", outside)} <= OF_THESIS
    shown = {
        *re.findall(r'^show\(study, "([\w-]+)"\)', (CHAPTERS / f"{page}.md").read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert shown - OF_THESIS <= {*re.findall(r"{numref}`([\w-]+)`", notes)}


@pytest.mark.parametrize(("language", "quoted", "added"), [("nb", "«{}»", "lagt til"), ("en", "“{}”", "added")])
def test_columns_that_the_book_adds_to_a_table_of_the_thesis_are_named_in_its_caption(language, quoted, added):
    tables = {
        result.id: result
        for result in current().artefacts.values()
        if isinstance(result.artefact, Table) and result.artefact.of_thesis
    }
    assert set(tables) == set(COLUMNS_OF_THESIS)
    for table, result in tables.items():
        headings = result.views[language].headings
        assert COLUMNS_OF_THESIS[table] <= set(headings)
        # The first sentence is the title under which it is cited, and speaks of what the thesis has.
        title, *rest = re.split(r"(?<=\.) ", result.texts[language].caption)
        named = " ".join(sentence for sentence in rest if added in sentence)
        own = [heading for column, heading in headings.items() if column not in COLUMNS_OF_THESIS[table]]
        assert [heading for heading in own if quoted.format(heading) not in named] == [] and added not in title, table


def test_excerpts_that_the_book_inserts_stand_under_a_note_that_says_so(study):
    """The thesis prints each excerpt in one place; elsewhere the book has put it in, outside its notes in the discussion alone."""
    printed = study.excerpts.set_index("excerpt_id")["section"].map(study.sections.set_index("section")["page"])
    inserted = {}
    for page in RETOLD:
        notes = NOTE.findall(source(page))
        for found in re.finditer(r"{excerpt}`?\s?(S\d{3})", source(page)):
            if printed[found[1]] != page and not any(found[0] in note for note in notes):
                inserted.setdefault(page, []).append(found)
    assert list(inserted) == ["diskusjon"]
    (note,) = [note for note in NOTE.finditer(source("diskusjon")) if "har boken satt inn utdraget" in note[1]]
    assert note.end() < inserted["diskusjon"][0].start()


def test_the_rule_of_notes_says_what_stands_elsewhere():
    rule = (ROOT / "README.md").read_text(encoding="utf-8").split("\n5. ")[1].split("\n\nA key")[0]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## 0.1.0")[0]
    for text in (rule, changes, source("kolofon")):
        assert not re.search(r"only\s+there", text)
        assert re.search(r"discussion|diskusjonen", text) and re.search(r"caption|tabellteksten", text)


@pytest.mark.parametrize("page", NOTED)
def test_a_part_that_the_thesis_does_not_have_is_all_notes(page):
    translated = re.compile(r"^:::{container} language-en\n.*?^:::$", re.DOTALL | re.MULTILINE)
    parts = re.split(
        r"^((?:\([\w-]+\)=\n)*)#+ (.+)$", translated.sub("", NOTE.sub("", source(page))), flags=re.MULTILINE
    )
    unmarked = {heading: text.strip() for label, heading, text in zip(*(iter(parts[1:]),) * 3) if not label}
    assert {heading: text for heading, text in unmarked.items() if text} == {}


@pytest.mark.parametrize("page", ["bruk", "kolofon"])
def test_readers_are_told_what_a_note_means(page):
    assert "*Kompendiets merknad*" in source(page)


def test_the_theory_does_not_speak_ahead_for_the_findings():
    """Links to the findings stand in the margin; in the text only where the thesis itself names its findings (2.4)."""
    text = re.sub(r"^```{margin}\n.*?^```$", "", NOTE.sub("", source("teori")), flags=re.DOTALL | re.MULTILINE)
    assert re.findall(r"[^.\n]*\b(?:informant|respondent)\w*[^.\n]*", text, re.IGNORECASE) == []
    assert re.findall(r"{ref}`([^`]* <sec-4[\w-]*>)`", text) == ["funnene sine <sec-4-3-2>"]


# One spelling where bokmål allows two

OTHER_SPELLING = re.compile(
    r"\b\w*likn(?:e|er|et|ende|ing)\w*|\bfrem(?:\b|(?!me|mest|st|deles|med)\w+)|\bsyv\w*", re.IGNORECASE
)
# The words of the thesis and its informants stand as they were printed, and so does what is quoted.
PRINTED = {"text_nb", "question_nb", "thesis_says_nb"}
QUOTED = re.compile("«[^»]*»")


def norwegian_texts():
    """What the book says in Norwegian, by where it stands: pages, data, and what code and scripts put on a page."""
    for path in [
        ROOT / "index.md",
        *CHAPTERS.glob("*.md"),
        *(ROOT / "analysis").rglob("*.py"),
        *(ROOT / "compendium").rglob("*.py"),
        *(ROOT / "_static").glob("*.js"),
        *(ROOT / "locale").rglob("*.po"),
    ]:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted(DATA.glob("*.csv")):
        for line, row in enumerate(csv.DictReader(path.open(encoding="utf-8", newline="")), start=1):
            for column, text in row.items():
                if column.endswith("_nb") and column not in PRINTED:
                    yield f"{path.name}, row {line}, {column}", QUOTED.sub("", text)


def test_the_book_keeps_to_one_spelling():
    found = {place: words for place, text in norwegian_texts() if (words := OTHER_SPELLING.findall(text))}
    assert found == {}


# Marks of deviations


def test_each_deviation_is_marked_in_its_section(study):
    marked = {}
    for page in {*study.sections["page"]}:
        marks = re.findall(r"{deviation}`(D\d+)`", source(page))
        assert len(marks) == len(set(marks)), f"a deviation is marked twice in {page}"
        for label, (_, _, text) in sections(page).items():
            for deviation in re.findall(r"{deviation}`(D\d+)`", text):
                marked.setdefault(deviation, set()).add(label)
    pages = study.sections.set_index("section")["page"]
    for row in study.deviations.itertuples():
        if not row.section:
            # Where it stands would tell what is withheld.
            assert f"{{deviation}}`{row.deviation_id}`" in source("vedlegg-anonymitet"), row.deviation_id
            assert not any(row.deviation_id in source(page) for page in set(pages)), row.deviation_id
            continue
        label = "sec-" + row.section.replace(".", "-")
        if pages[row.section] in NUMBERED:
            assert label in marked.get(row.deviation_id, set()), (row.deviation_id, label, marked.get(row.deviation_id))
        else:
            assert f"{{deviation}}`{row.deviation_id}`" in source(pages[row.section]), row.deviation_id


def test_no_mark_stands_for_a_deviation_elsewhere(study):
    sections_of = study.deviations.set_index("deviation_id")["section"]
    for page in NUMBERED:
        for label, (_, _, text) in sections(page).items():
            for deviation in re.findall(r"{deviation}`(D\d+)`", text):
                own = "sec-" + sections_of[deviation].replace(".", "-")
                assert own == label or deviation == "D004", (deviation, label)


# Terms

INFLECTED = {
    "bærekraftig utvikling": r"bærekraftig utvikling",
    "ekstern utveksling": r"ekstern utveksling",
    "fasilitator": r"fasilitator(?:en|ens)?",
    "Hub": r"Hub(?:en|ens|er|ene)?",
    "industriell symbiose": r"industriell(?:e)? symbiose(?:n|r)?",
    "psykologisk kontrakt": r"psykologiske? kontrakt(?:er|en)?",
    "samlokalisering": r"samlokalisering(?:en)?",
    "sirkulær forretningsmodell": r"sirkulære? forretningsmodell(?:er)?",
    "sirkulær økonomi": r"sirkulær økonomi",
    "strategisk allianse": r"strategiske? allianse(?:r)?",
    "symbiotisk utveksling": r"symbiotiske? utveksling(?:er)?",
    "tillit": r"tillit(?:en)?",
    "tredelt bunnlinje": r"tredelte? bunnlinje(?:n)?",
    "øko-industriell park": r"øko-industrielle? park(?:en)?",
}


def glossary():
    text = source("begreper")
    return re.findall(r"^(\S.*)\n    \S", text[text.index("{glossary}") :], flags=re.MULTILINE)


def test_every_term_of_the_glossary_is_looked_for():
    assert sorted(glossary()) == sorted(INFLECTED)


@pytest.mark.parametrize("page", RETOLD)
def test_a_term_leads_to_the_glossary_at_its_first_use(page):
    text = prose(source(page)).split("## Abstract")[0]
    missing = []
    for term, forms in INFLECTED.items():
        first = re.search(rf"(?<![\w-]){forms}(?![\w-])", text, flags=re.IGNORECASE)
        if first and not re.search(r"{term}`[^`]*$", text[: first.start()]):
            missing.append((term, text[max(0, first.start() - 40) : first.end() + 15]))
    assert missing == []


# Cross-references

THEORY_FINDINGS_DISCUSSION = ("teori", "resultat", "diskusjon")


def test_no_numbered_section_is_a_dead_end():
    """From each section of theory, findings and discussion a link leads to another chapter, and one leads there from another."""
    page_of = {label: page for page in NUMBERED for label in sections(page)}
    links = {
        (label, target)
        for page in NUMBERED
        for label, (_, _, text) in sections(page).items()
        for target in re.findall(r"{ref}`[^`]*?(sec-[\w-]+)>?`", text)
    }
    for label, page in page_of.items():
        number = re.fullmatch(r"sec(-\d+){2,}", label)
        if page not in THEORY_FINDINGS_DISCUSSION or not number:
            continue
        # What stands under an unnumbered subheading belongs to the numbered section above it.
        own = {name for name in page_of if name == label or re.match(rf"{label}-[a-zæøå]", name)}
        assert any(start in own and page_of[target] != page for start, target in links), (
            f"{label} leads to no other chapter"
        )
        assert any(target in own and page_of[start] != page for start, target in links), (
            f"no other chapter leads to {label}"
        )


def test_each_work_is_cited_where_the_thesis_cites_it(study):
    cited = {}
    for page in NUMBERED:
        for label, (_, _, text) in sections(page).items():
            cited[label] = {key for keys in re.findall(r"{cite:[pt]}`([^`]+)`", text) for key in keys.split(",")}
    for work in study.works[study.works["cited"] == "yes"].itertuples():
        for section in work.sections.split():
            label = "sec-" + section.replace(".", "-")
            there = set().union(
                *(keys for name, keys in cited.items() if name == label or re.match(rf"{label}-[a-zæøå]", name))
            )
            assert work.citekey in there, (work.citekey, section)
