"""The tables of the book."""

from __future__ import annotations

import pandas as pd

from analysis.operationalisation import occurrences
from analysis.sample import GENDERS, firm_names, group_sizes
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.language import Language, pick
from compendium.artefacts.words import LinkedText
from compendium.qualitative.counts import codebook_order, numerically
from compendium.qualitative.labels import code_labels, informant_name, joined, row_link, section_link


def _excerpts(ids: list[str]) -> LinkedText:
    return joined([row_link(excerpt) for excerpt in ids])


def _sections(study: Study, sections, language: Language) -> list[LinkedText]:
    """A link to each section; nothing where telling the section would point to what is withheld."""
    return [joined([section_link(study, section, language)] if section else []) for section in sections]


def informants(study: Study, language: Language) -> pd.DataFrame:
    """The thesis's Table 1: firm, informant, position and gender, one row for each informant."""
    rows = study.informants.sort_values("informant_id", key=numerically)
    return pd.DataFrame(
        {
            pick(language, "Bedrift", "Firm"): rows["firm_id"].map(firm_names(study)).to_list(),
            "Informant": [informant_name(informant) for informant in rows["informant_id"]],
            pick(language, "Stilling", "Position"): rows[f"position_{language}"].to_list(),
            pick(language, "Kjønn", "Gender"): rows["gender"].map(GENDERS[language]).to_list(),
        }
    )


def codebook(study: Study, language: Language) -> pd.DataFrame:
    """The codebook from the top down: each code with the one above it, definition, rules and example."""
    rows = study.codes.set_index("code_id").loc[codebook_order(study)]
    labels = {"": "", **code_labels(study, language)}
    return pd.DataFrame(
        {
            pick(language, "Kode", "Code"): [labels[code] for code in rows.index],
            pick(language, "Overordnet kode", "Code above"): [labels[parent] for parent in rows["parent_id"]],
            pick(language, "Definisjon", "Definition"): rows[f"definition_{language}"].to_list(),
            pick(language, "Brukes på", "Include"): rows[f"include_{language}"].to_list(),
            pick(language, "Brukes ikke på", "Exclude"): rows[f"exclude_{language}"].to_list(),
            pick(language, "Eksempel", "Example"): [
                _excerpts([example] if example else []) for example in rows["example"]
            ],
            pick(language, "Del", "Section"): _sections(study, rows["section"], language),
        }
    )


def operationalisation(study: Study, language: Language) -> pd.DataFrame:
    """The words of section 3.4.3 and the excerpts in which they occur, in any form."""
    labels = code_labels(study, language)
    found = occurrences(study)[["concept", "phrase", "excerpt_id"]].drop_duplicates()
    # Occurrences are in the order of the ids.
    places = found.groupby(["concept", "phrase"])["excerpt_id"].agg(list)
    rows = []
    for item in study.operationalisation.itertuples():
        phrase = item.phrase if language == "nb" else f"{item.phrase} ({item.phrase_en})"
        ids = places.get((item.concept, item.phrase), [])
        rows.append((labels[item.concept], phrase, _excerpts(ids) if ids else pick(language, "ingen", "none")))
    columns = [
        pick(language, "Begrep", "Concept"),
        pick(language, "Ord eller frase", "Word or phrase"),
        pick(language, "Forekommer i utdrag", "Occurs in excerpts"),
    ]
    return pd.DataFrame(rows, columns=columns)


ATTRIBUTES = {
    "nb": {"firm_id": "bedrift", "position_nb": "stilling", "gender": "kjønn"},
    "en": {"firm_id": "firm", "position_nb": "position", "gender": "gender"},
}


def anonymity(study: Study, language: Language) -> pd.DataFrame:
    """How many informants share each combination of what the thesis tells of them."""
    sizes = group_sizes(study)
    names = [" + ".join(ATTRIBUTES[language][name] for name in row).capitalize() for row in sizes["attributes"]]
    return pd.DataFrame(
        {
            pick(language, "Kjent om informanten", "Known of the informant"): names,
            pick(language, "Ulike kombinasjoner", "Different combinations"): sizes["groups"].to_list(),
            pick(language, "Minste gruppe (k)", "Smallest group (k)"): sizes["smallest"].to_list(),
            pick(language, "Informanter som står alene", "Informants who stand alone"): sizes["unique"].to_list(),
        }
    )


DEVIATIONS = {
    "nb": {
        "contradiction": "motsigelse",
        "numbering": "nummerering",
        "count": "mengde",
        "name": "navn",
        "attribution": "kilde",
        "spelling": "skrivemåte",
        "broken text": "brutt tekst",
        "lost": "tapt",
        "anonymity": "anonymitet",
        "translation": "oversettelse",
    },
    "en": {
        "contradiction": "contradiction",
        "numbering": "numbering",
        "count": "quantity",
        "name": "name",
        "attribution": "source",
        "spelling": "spelling",
        "broken text": "broken text",
        "lost": "lost",
        "anonymity": "anonymity",
        "translation": "translation",
    },
}


def deviations(study: Study, language: Language) -> pd.DataFrame:
    """Every deviation from the thesis, by its id, with its kind and the section that it stands in."""
    rows = study.deviations.sort_values("deviation_id", key=numerically)
    return pd.DataFrame(
        {
            "Id": rows["deviation_id"].to_list(),
            pick(language, "Slag", "Kind"): rows["kind"].map(DEVIATIONS[language]).to_list(),
            pick(language, "Del", "Section"): _sections(study, rows["section"], language),
            pick(language, "Masteroppgaven", "The thesis"): rows[f"thesis_says_{language}"].to_list(),
            pick(language, "Boken", "The book"): rows[f"book_says_{language}"].to_list(),
            pick(language, "Grunn", "Reason"): rows[f"reason_{language}"].to_list(),
        }
    )


KINDS = {
    "nb": {
        "place": "sted",
        "organisation": "virksomhet",
        "first name": "fornavn",
        "third person": "tredjeperson",
        "work title": "tittel på et verk",
        "": "",
    },
    "en": {kind: kind for kind in ("place", "organisation", "first name", "third person", "work title", "")},
}
DECISIONS = {
    "nb": {"replaced": "erstattet", "omitted": "utelatt", "kept": "beholdt"},
    "en": {decision: decision for decision in ("replaced", "omitted", "kept")},
}


def redactions(study: Study, language: Language) -> pd.DataFrame:
    """What was screened for anonymity, and what was decided."""
    rows = study.redactions.sort_values("redaction_id", key=numerically)
    places = [row.row_id or row.section for row in rows.itertuples()]
    return pd.DataFrame(
        {
            "Id": rows["redaction_id"].to_list(),
            pick(language, "Sted", "Place"): places,
            pick(language, "Hva", "What"): rows["kind"].map(KINDS[language]).to_list(),
            pick(language, "Avgjørelse", "Decision"): rows["decision"].map(DECISIONS[language]).to_list(),
            pick(language, "Står nå som", "Stands now as"): rows["replacement"].to_list(),
            pick(language, "Grunn", "Reason"): rows[f"reason_{language}"].to_list(),
        }
    )


def interview_guide(study: Study, language: Language) -> pd.DataFrame:
    """All of the interview guide, in order, numbered as printed."""
    rows = study.interview_guide.sort_values("order")
    labels = {"": "", **code_labels(study, language)}
    excerpts = study.codings.groupby("code_id")["excerpt_id"].nunique().reindex(list(labels), fill_value=0)
    titles = [
        f"{pick(language, 'Del', 'Part')} {row.part}: {title}" if row.part.isdigit() else title
        for row, title in zip(rows.itertuples(), rows[f"part_title_{language}"])
    ]
    numbers = ["" if pd.isna(row.number) else f"{row.number}{row.letter}" for row in rows.itertuples()]
    numbers = [number or (f"{row.letter})" if row.letter else "") for number, row in zip(numbers, rows.itertuples())]
    return pd.DataFrame(
        {
            pick(language, "Del", "Part"): titles,
            pick(language, "Nr.", "No."): numbers,
            pick(language, "Spørsmål", "Question"): rows[f"question_{language}"].to_list(),
            pick(language, "Kode", "Code"): [labels[code] for code in rows["code_id"]],
            pick(language, "Utdrag med koden", "Excerpts with the code"): [
                str(excerpts[code]) if code else "" for code in rows["code_id"]
            ],
        }
    )


def _said(nb: str, en: str):
    return lambda study, language: pick(language, nb, en)


TABLES: list[Table] = [
    Table(
        "tab-informanter",
        "metode",
        informants,
        _said("Informantene. Gjengir masteroppgavens tabell 1.", "The informants. Reproduces Table 1 of the thesis."),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.informants)} informanter fra {s.informants['firm_id'].nunique()} bedrifter, med stilling og kjønn.",
            f"Table of {len(s.informants)} informants from {s.informants['firm_id'].nunique()} firms, with position and gender.",
        ),
        of_thesis=True,
    ),
    Table(
        "tab-kodebok",
        "vedlegg-kodebok",
        codebook,
        _said(
            "Kodeboken. Kodene er kategoriene som masteroppgaven nevner, og overskriftene den legger funn under; definisjonene er skrevet for denne boken.",
            "The codebook. Its codes are the categories that the thesis names and the headings it presents findings under; the definitions were written for this book.",
        ),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.codes)} koder ordnet som et hierarki, med definisjon, regler for bruk og et eksempelutdrag.",
            f"Table of {len(s.codes)} codes ordered as a hierarchy, with definition, rules of use and an example excerpt.",
        ),
    ),
    Table(
        "tab-operasjonalisering",
        "metode",
        operationalisation,
        _said(
            "Operasjonaliseringen: ordene som masteroppgaven knytter til hvert begrep, og de publiserte utdragene de forekommer i, bøyde former medregnet.",
            "The operationalisation: the words that the thesis ties to each concept, and the published excerpts in which they occur, inflected forms included.",
        ),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.operationalisation)} ord og fraser. {s.operationalisation['phrase'].nunique() - occurrences(s)['phrase'].nunique()} av dem forekommer ikke i noe publisert utdrag.",
            f"Table of {len(s.operationalisation)} words and phrases. {s.operationalisation['phrase'].nunique() - occurrences(s)['phrase'].nunique()} of them occur in no published excerpt.",
        ),
    ),
    Table(
        "tab-k-anonymitet",
        "vedlegg-anonymitet",
        anonymity,
        _said(
            "Hvor mange informanter som deler opplysningene masteroppgaven gir om dem (k-anonymitet).",
            "How many informants share what the thesis tells of them (k-anonymity).",
        ),
        lambda s, l: pick(
            l,
            f"Tabell over kombinasjoner av bedrift, stilling og kjønn. Når alle tre er kjent, står {int(group_sizes(s)['unique'].iloc[-1]) if len(s.informants) else 0} av {len(s.informants)} informanter alene.",
            f"Table of combinations of firm, position and gender. When all three are known, {int(group_sizes(s)['unique'].iloc[-1]) if len(s.informants) else 0} of {len(s.informants)} informants stand alone.",
        ),
    ),
    Table(
        "tab-avvik",
        "vedlegg-avvik",
        deviations,
        _said("Avvik mellom masteroppgaven og denne boken.", "Deviations between the thesis and this book."),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.deviations)} avvik: hva masteroppgaven skriver, hva boken skriver, og hvorfor.",
            f"Table of {len(s.deviations)} deviations: what the thesis writes, what the book writes, and why.",
        ),
        filters=(1, 2),
    ),
    Table(
        "tab-vurderinger",
        "vedlegg-anonymitet",
        redactions,
        _said("Vurderinger av navn og persondetaljer.", "Decisions on names and personal details."),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.redactions)} vurderinger; {int((s.redactions['decision'] != 'kept').sum())} førte til at noe ble erstattet eller utelatt.",
            f"Table of {len(s.redactions)} decisions; {int((s.redactions['decision'] != 'kept').sum())} led to something being replaced or omitted.",
        ),
    ),
    Table(
        "tab-intervjuguide",
        "vedlegg-intervjuguide",
        interview_guide,
        _said(
            "Intervjuguiden, punkt for punkt. Kodene er lagt til for denne boken. Antallet utdrag måler hva masteroppgaven publiserte, ikke hva som ble svart.",
            "The interview guide, item by item. The codes were added for this book. The number of excerpts measures what the thesis published, not what was answered.",
        ),
        lambda s, l: pick(
            l,
            f"Tabell med {len(s.interview_guide)} punkter, hvorav {int((s.interview_guide['kind'] == 'question').sum())} spørsmål, i guidens rekkefølge.",
            f"Table of {len(s.interview_guide)} items, {int((s.interview_guide['kind'] == 'question').sum())} of them questions, in the order of the guide.",
        ),
        filters=(0, 3),
        of_thesis=True,
    ),
]
