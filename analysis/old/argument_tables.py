"""Tables of the argument: claims and their evidence, quantifiers, sources, tasks and the reporting checklist."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter

import pandas as pd

from analysis.argument import (
    RELATIONS,
    claims_of_one_informant,
    claims_with,
    informants_behind,
    quantifier_coverage,
    tied_excerpts,
)
from analysis.numbers import NUMBERS
from analysis.study import Study
from compendium.artefacts.artefact import Table
from compendium.artefacts.language import Language, format_number, pick
from compendium.artefacts.words import Link, LinkedText
from compendium.qualitative.counts import by_number
from compendium.qualitative.facts import fact_numbers
from compendium.qualitative.labels import (
    RELATION,
    STRENGTH,
    informant_name,
    joined,
    row_label,
    row_link,
    section_label,
    section_link,
)

BASIS = {
    "nb": {"stated": "masteroppgaven", "judged": "vurdert her"},
    "en": {"stated": "the thesis", "judged": "judged here"},
}
SIGN = {
    "nb": {"present": "til stede", "partly": "delvis", "absent": "mangler"},
    "en": {"present": "present", "partly": "partly", "absent": "absent"},
}
LEVEL = {
    "nb": {
        "verified": "bekreftet",
        "known": "kjent, men ikke slått opp",
        "probable": "sannsynlig",
        "unresolved": "ikke identifisert",
    },
    "en": {
        "verified": "verified",
        "known": "known, but not looked up",
        "probable": "probable",
        "unresolved": "unresolved",
    },
}
STATUS = {
    "nb": {
        "reported": "oppgitt",
        "partly reported": "delvis oppgitt",
        "computed": "regnet ut her",
        "not reported": "ikke oppgitt",
    },
    "en": {name: name for name in ("reported", "partly reported", "computed", "not reported")},
}


def work_name(work) -> str:
    """Short name and year of a work: `Zeng & Chen (2003)`."""
    return f"{work.work} ({work.year})"


def _work_links(study: Study) -> dict[str, Link]:
    """A link to each work, by its citekey."""
    return {work.citekey: Link(work_name(work), row_label(work.citekey)) for work in study.works.itertuples()}


def _excerpts_by_informant(said: list[tuple[str, str]], language: Language) -> LinkedText:
    """Pairs of informant and excerpt, as each informant with the excerpts."""
    parts: list[str | Link] = []
    for informant, pairs in groupby(sorted(said, key=lambda pair: tuple(map(by_number, pair))), key=itemgetter(0)):
        parts.append(f"{'; ' if parts else ''}{informant_name(informant, language)}: ")
        parts += joined([row_link(excerpt) for _, excerpt in pairs]).parts
    return LinkedText(tuple(parts))


def evidence(study: Study, language: Language) -> pd.DataFrame:
    """Each claim with its strength in the thesis, the excerpts for it, nuancing it and against it, on how many informants
    it rests, and the theory and works it leans on."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for tie in tied_excerpts(study).itertuples():
        said[tie.claim_id, tie.relation].append((tie.informant_id, tie.excerpt_id))
    labels = dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"]))
    sections = dict(zip(study.theory["concept_id"], study.theory["section"]))
    concepts, citekeys = (
        study.evidence[study.evidence[column] != ""].groupby("claim_id")[column].agg(list)
        for column in ("concept_id", "citekey")
    )
    works = _work_links(study)
    behind = informants_behind(study).set_index("claim_id")
    rows = []
    for claim in study.claims.itertuples():
        supporting, nuancing = (behind.at[claim.claim_id, relation] for relation in ("supports", "nuances"))
        informants = pick(
            language, f"{supporting} støtter, {nuancing} nyanserer", f"{supporting} for, {nuancing} nuancing"
        )
        own = [said[claim.claim_id, relation] for relation in RELATIONS]
        cells = [_excerpts_by_informant(pairs, language) for pairs in own]
        if not any(own):
            cells[0] = LinkedText(
                (
                    pick(language, "Ingen publiserte utdrag. ", "No published excerpt. ")
                    + getattr(claim, f"gap_{language}"),
                )
            )
        theory = [
            Link(labels[concept], section_label(sections[concept])) for concept in concepts.get(claim.claim_id, ())
        ] + [works[key] for key in citekeys.get(claim.claim_id, ())]
        places = [section_link(study, section, language) for section in [claim.section, *claim.also_in.split()]]
        rows.append(
            (
                claim.claim_id,
                getattr(claim, f"statement_{language}"),
                STRENGTH[language][claim.strength],
                joined(places),
                informants if any(own) else pick(language, "ingen", "none"),
                *cells,
                joined(theory),
            )
        )
    columns = [
        "Id",
        *(
            ("Påstand", "Styrke", "Del", "Informanter", "For", "Nyanserer", "Mot", "Teori og verk")
            if language == "nb"
            else ("Claim", "Strength", "Section", "Informants", "For", "Nuancing", "Against", "Theory and works")
        ),
    ]
    return pd.DataFrame(rows, columns=columns)


def ties(study: Study, language: Language) -> pd.DataFrame:
    """Each tie between a claim and an excerpt, concept or work, with relation, basis and reason."""
    labels = dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"]))
    sections = dict(zip(study.theory["concept_id"], study.theory["section"]))
    works = _work_links(study)
    informants = dict(informants_behind(study)[["claim_id", "supports"]].itertuples(index=False))
    rows = []
    for tie in study.evidence.itertuples():
        if tie.excerpt_id:
            target = row_link(tie.excerpt_id)
        elif tie.concept_id:
            target = Link(labels[tie.concept_id], section_label(sections[tie.concept_id]))
        else:
            target = works[tie.citekey]
        rows.append(
            (
                tie.evidence_id,
                joined([row_link(tie.claim_id)]),
                int(informants[tie.claim_id]),
                joined([target]),
                RELATION[language][tie.relation],
                BASIS[language][tie.basis],
                getattr(tie, f"reason_{language}"),
            )
        )
    columns = [
        "Id",
        *(
            ("Påstand", "Informanter for påstanden", "Belegg", "Forhold", "Koblingen er gjort av", "Grunn")
            if language == "nb"
            else ("Claim", "Informants for the claim", "Evidence", "Relation", "Tie made by", "Reason")
        ),
    ]
    return pd.DataFrame(rows, columns=columns)


def quantifiers(study: Study, language: Language) -> pd.DataFrame:
    """Each quantifier of chapter 4 against the informants whose published excerpts show it."""
    coverage = quantifier_coverage(study).set_index("quantifier_id")
    rows = []
    for row in study.quantifiers.sort_values("order").itertuples():
        promised, shown = (int(coverage.at[row.quantifier_id, column]) for column in ("promised", "shown"))
        answer = pick(language, "ja", "yes") if shown >= promised else pick(language, "nei", "no")
        rows.append(
            (
                row.quantifier_id,
                joined([section_link(study, row.section, language)]),
                f"«{row.phrase}»",
                getattr(row, f"statement_{language}"),
                joined([row_link(excerpt) for excerpt in row.excerpt_ids.split()]),
                promised,
                shown,
                answer,
            )
        )
    columns = [
        "Id",
        *(
            ("Del", "Mengdeord", "Utsagn", "Utdrag", "Ordet lover minst", "Utdragene viser", "Dekket")
            if language == "nb"
            else (
                "Section",
                "Quantifier",
                "Statement",
                "Excerpts",
                "The word promises at least",
                "The excerpts show",
                "Covered",
            )
        ),
    ]
    return pd.DataFrame(rows, columns=columns)


def sources(study: Study, language: Language) -> pd.DataFrame:
    """Each work with the form it has in the thesis, how sure its identification is, and a remark."""
    rows = study.works.sort_values("citekey")
    names = [work_name(work) for work in rows.itertuples()]
    uncited = pick(language, " – ikke sitert", " – not cited")
    return pd.DataFrame(
        {
            "Id": rows["citekey"].to_list(),
            pick(language, "Form i masteroppgaven", "Form in the thesis"): rows["thesis_form"].to_list(),
            pick(language, "Identifisert verk", "Identified work"): [
                name if cited == "yes" else name + uncited for name, cited in zip(names, rows["cited"])
            ],
            pick(language, "Hvor sikkert", "How sure"): rows["level"].map(LEVEL[language]).to_list(),
            pick(language, "Del", "Section"): [
                joined([section_link(study, section, language) for section in sections.split()])
                for sections in rows["sections"]
            ],
            pick(language, "Merknad", "Remark"): rows[f"remark_{language}"].to_list(),
        }
    )


def facilitator_tasks(study: Study, language: Language) -> pd.DataFrame:
    """The facilitator's tasks by the literature, with the works that name them, and what the informants asked for."""
    labels = {
        "": pick(language, "Ikke i kapittel 2", "Not in chapter 2"),
        **dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"])),
    }
    works = _work_links(study)
    rows = []
    for task in study.facilitator_tasks.sort_values("order").itertuples():
        excerpts = [row_link(excerpt) for excerpt in task.excerpt_ids.split()]
        wish = getattr(task, f"wish_{language}")
        asked = (
            LinkedText((f"{wish} (", *joined(excerpts).parts, ")"))
            if excerpts
            else pick(language, "ingen publiserte utdrag", "no published excerpt")
        )
        rows.append(
            (
                labels[task.concept_id],
                getattr(task, f"task_{language}"),
                joined([works[key] for key in task.citekeys.split()], "; "),
                asked,
            )
        )
    columns = (
        ("Oppgavegruppe", "Oppgave", "Kilde", "Informantene etterlyser")
        if language == "nb"
        else ("Group", "Task", "Source", "The informants ask for")
    )
    return pd.DataFrame(rows, columns=list(columns))


def measures(study: Study, language: Language) -> pd.DataFrame:
    """Each link from a challenge to a measure: where it is made, on what basis, and the excerpts in which an informant says so."""
    rows = []
    for link in study.measures.itertuples():
        excerpts = [row_link(excerpt) for excerpt in link.excerpt_ids.split()]
        rows.append(
            (
                link.link_id,
                getattr(link, f"challenge_{language}"),
                getattr(link, f"measure_{language}"),
                getattr(link, f"statement_{language}"),
                joined([section_link(study, link.section, language)]),
                BASIS[language][link.basis],
                joined(excerpts) if excerpts else pick(language, "ingen publiserte utdrag", "no published excerpt"),
                joined([row_link(link.claim_id)] if link.claim_id else []),
                getattr(link, f"reason_{language}"),
            )
        )
    columns = [
        "Id",
        *(
            (
                "Utfordring",
                "Tiltak",
                "Hvordan",
                "Del",
                "Koblingen er gjort av",
                "Utdrag som sier det",
                "Påstand",
                "Grunn",
            )
            if language == "nb"
            else ("Challenge", "Measure", "How", "Section", "Link made by", "Excerpts that say so", "Claim", "Reason")
        ),
    ]
    return pd.DataFrame(rows, columns=columns)


def coreq(study: Study, language: Language) -> pd.DataFrame:
    """The 32 items of COREQ (Tong, Sainsbury and Craig, 2007), each answered with a link or as not reported.

    A key of a number in braces in an answer is replaced by its value. Raises
    `KeyError` if the catalogue holds no number of that key.
    """
    values = {number.key: format_number(number.compute(study), language) for number in [*NUMBERS, *fact_numbers(study)]}
    return pd.DataFrame(
        [
            (
                item.item,
                getattr(item, f"topic_{language}"),
                STATUS[language][item.status],
                getattr(item, f"answer_{language}").format_map(values),
                joined([_place(study, item.anchor, language)] if item.anchor else []),
            )
            for item in study.coreq.sort_values("item").itertuples()
        ],
        columns=["Nr.", "Punkt", "Status", "Svar", "Sted"]
        if language == "nb"
        else ["No.", "Item", "Status", "Answer", "Place"],
    )


def _place(study: Study, label: str, language: Language) -> Link:
    """A link to a label of the book, named by what it leads to."""
    sections = {section_label(section): section for section in study.sections["section"]}
    if label in sections:
        return section_link(study, sections[label], language)
    kinds = {"tab": pick(language, "tabell", "table"), "fig": pick(language, "figur", "figure")}
    return Link(kinds.get(label.partition("-")[0], label), label)


def _text(nb, en):
    """A caption or alternative text; `nb` and `en` take the study."""
    return lambda study, language: pick(language, nb(study), en(study))


def stages(study: Study, language: Language) -> pd.DataFrame:
    """Each sign of a stage of an alliance's life cycle, its status in the case, and the one excerpt and reason behind the judgement."""
    labels = dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"]))
    rows = study.stage_signs.sort_values("order")
    return pd.DataFrame(
        {
            pick(language, "Stadium", "Stage"): rows["concept_id"].map(labels).to_list(),
            pick(language, "Kjennetegn", "Sign"): rows[f"sign_{language}"].to_list(),
            pick(language, "Status i caset", "Status in the case"): rows["status"].map(SIGN[language]).to_list(),
            pick(language, "Utdrag", "Excerpt"): [
                LinkedText((row_link(excerpt),)) if excerpt else "" for excerpt in rows["excerpt_id"]
            ],
            pick(language, "Grunn", "Reason"): rows[f"reason_{language}"].to_list(),
        }
    )


def stages_alt(study: Study, language: Language) -> str:
    labels = dict(zip(study.theory["concept_id"], study.theory[f"label_{language}"]))
    parts = []
    for concept, rows in study.stage_signs.sort_values("order").groupby("concept_id", sort=False):
        counted = rows["status"].value_counts()
        parts.append(
            f"{labels[concept]}: "
            + ", ".join(f"{counted[status]} {SIGN[language][status]}" for status in SIGN[language] if status in counted)
        )
    return pick(
        language,
        f"Tabell med {len(study.stage_signs)} kjennetegn på stadiene i en allianses livssyklus. {'; '.join(parts) or 'Ingen er vurdert'}.",
        f"Table of {len(study.stage_signs)} signs of the stages in the life cycle of an alliance. {'; '.join(parts) or 'None has been judged'}.",
    )


ARGUMENT_TABLES: list[Table] = [
    Table(
        "tab-tiltak",
        "belegg",
        measures,
        _text(
            lambda s: (
                "Tiltakene som sies å møte hver utfordring: hvor det står, og om en informant sier det i et publisert utdrag."
            ),
            lambda s: (
                "The measures said to answer each challenge: where it is said, and whether an informant says so in a published excerpt."
            ),
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.measures)} koblinger fra utfordringer til tiltak. For {int((s.measures['excerpt_ids'] != '').sum())} av dem sier minst én informant det i et publisert utdrag."
            ),
            lambda s: (
                f"Table of {len(s.measures)} links from challenges to measures. For {int((s.measures['excerpt_ids'] != '').sum())} of them at least one informant says so in a published excerpt."
            ),
        ),
        filters=(1, 2),
    ),
    Table(
        "tab-livssyklus",
        "diskusjon",
        stages,
        _text(
            lambda s: (
                "Kjennetegn på stadiene i livssyklusen til en allianse, holdt mot de publiserte utdragene. Vurderingene er gjort for denne boken, og hver av dem hviler på ett utdrag."
            ),
            lambda s: (
                "Signs of the stages in the life cycle of an alliance, held against the published excerpts. The judgements were made for this book, and each rests on one excerpt."
            ),
        ),
        stages_alt,
    ),
    Table(
        "tab-evidens",
        "belegg",
        evidence,
        _text(
            lambda s: (
                "Påstandene i kapittel 5 og 6, hvor sterkt masteroppgaven selv setter dem fram, og hva de hviler på. Antallet "
                "informanter og utdrag er ikke et mål på hvor sterkt en påstand står."
            ),
            lambda s: (
                "The claims of chapters 5 and 6, how strongly the thesis itself puts them, and what they rest on. The number of "
                "informants and excerpts is no measure of how strongly a claim stands."
            ),
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.claims)} påstander og utdragene som støtter, nyanserer eller motsier hver av dem. "
                f"{claims_with(s, 'supports')} påstander har utdrag som støtter dem, {claims_of_one_informant(s)} av disse fra bare én informant."
            ),
            lambda s: (
                f"Table of {len(s.claims)} claims and the excerpts that support, nuance or contradict each. "
                f"{claims_with(s, 'supports')} claims have excerpts that support them, {claims_of_one_informant(s)} of these from one informant only."
            ),
        ),
        filters=(2, 3),
    ),
    Table(
        "tab-koblinger",
        "belegg",
        ties,
        _text(
            lambda s: "Hver kobling mellom en påstand og det den hviler på, med begrunnelse.",
            lambda s: "Each tie between a claim and what it rests on, with its reason.",
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.evidence)} koblinger. {int((s.evidence['basis'] == 'stated').sum())} er gjort i masteroppgaven, resten her."
            ),
            lambda s: (
                f"Table of {len(s.evidence)} ties. {int((s.evidence['basis'] == 'stated').sum())} were made in the thesis, the others here."
            ),
        ),
        filters=(4, 5),
    ),
    Table(
        "tab-mengdeord",
        "belegg",
        quantifiers,
        _text(
            lambda s: (
                "Mengdeordene i kapittel 4, setning for setning, mot antallet informanter i utdragene på stedet. Antallet måler hva som ble publisert, ikke hva som ble sagt."
            ),
            lambda s: (
                "The quantifiers of chapter 4, sentence by sentence, against the number of informants in the excerpts of the place. The count measures what was published, not what was said."
            ),
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.quantifiers)} setninger: mengdeordet, hvor mange informanter det lover, og hvor mange utdragene viser."
            ),
            lambda s: (
                f"Table of {len(s.quantifiers)} sentences: the quantifier, how many informants it promises, and how many the excerpts show."
            ),
        ),
        filters=(1, 7),
    ),
    Table(
        "tab-kildekontroll",
        "kildekontroll",
        sources,
        _text(
            lambda s: (
                "Kildekontroll: hver henvisning i masteroppgaven, verket den er identifisert som, og hvor sikkert det er."
            ),
            lambda s: (
                "Source criticism: each citation of the thesis, the work it was identified as, and how sure that is."
            ),
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.works)} verk, hvorav {int((s.works['level'] == 'verified').sum())} er bekreftet og {int((s.works['level'] == 'unresolved').sum())} ikke er identifisert."
            ),
            lambda s: (
                f"Table of {len(s.works)} works, {int((s.works['level'] == 'verified').sum())} of them verified and {int((s.works['level'] == 'unresolved').sum())} unresolved."
            ),
        ),
        filters=(3,),
    ),
    Table(
        "tab-fasilitatoroppgaver",
        "diskusjon",
        facilitator_tasks,
        _text(
            lambda s: (
                "Fasilitatorens oppgaver etter litteraturen, og hva informantene etterlyser. Sammenstillingen er gjort for denne boken."
            ),
            lambda s: (
                "The facilitator's tasks by the literature, and what the informants ask for. The comparison was made for this book."
            ),
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.facilitator_tasks)} oppgaver. {int((s.facilitator_tasks['excerpt_ids'] == '').sum())} av dem etterlyses ikke i noe publisert utdrag."
            ),
            lambda s: (
                f"Table of {len(s.facilitator_tasks)} tasks. {int((s.facilitator_tasks['excerpt_ids'] == '').sum())} of them are asked for in no published excerpt."
            ),
        ),
    ),
    Table(
        "tab-coreq",
        "vedlegg-coreq",
        coreq,
        _text(
            lambda s: "Studien mot sjekklisten COREQ. Punktene er gjengitt med denne bokens ord.",
            lambda s: "The study against the COREQ checklist. The items are put in the words of this book.",
        ),
        _text(
            lambda s: (
                f"Tabell med {len(s.coreq)} punkter. {int((s.coreq['status'] == 'not reported').sum())} er ikke oppgitt i masteroppgaven."
            ),
            lambda s: (
                f"Table of {len(s.coreq)} items. {int((s.coreq['status'] == 'not reported').sum())} are not reported in the thesis."
            ),
        ),
        filters=(2,),
    ),
]
