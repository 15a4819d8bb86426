"""The numbers of the prose, each by its key."""

from __future__ import annotations

from analysis.argument import (
    claims_not_supported,
    claims_of_one_informant,
    claims_with,
    claims_without_excerpt,
    quantifiers_not_shown,
)
from analysis.sample import group_sizes
from analysis.study import Study
from compendium.artefacts.artefact import Number
from compendium.qualitative.counts import per_informant


def _top_share(study: Study) -> float:
    shares = per_informant(study)["excerpt_share"]
    return float(shares.sort_values(ascending=False).head(3).sum())


def _smallest_group(study: Study) -> int:
    sizes = group_sizes(study)
    return int(sizes["smallest"].iloc[-1]) if len(sizes) else 0


def _number(key: str, nb: str, en: str, compute) -> Number:
    return Number(key, compute, {"nb": nb, "en": en})


NUMBERS: list[Number] = [
    _number("n_informants", "Informanter i studien", "Informants of the study", lambda s: len(s.informants)),
    _number(
        "n_firms", "Bedrifter med informanter", "Firms with informants", lambda s: s.informants["firm_id"].nunique()
    ),
    _number(
        "n_women",
        "Kvinner blant informantene",
        "Women among the informants",
        lambda s: int((s.informants["gender"] == "woman").sum()),
    ),
    _number(
        "n_men",
        "Menn blant informantene",
        "Men among the informants",
        lambda s: int((s.informants["gender"] == "man").sum()),
    ),
    _number("n_excerpts", "Publiserte intervjuutdrag", "Published interview excerpts", lambda s: len(s.excerpts)),
    _number(
        "n_excerpts_block",
        "Utdrag trykt som blokk",
        "Excerpts printed as a block",
        lambda s: int((s.excerpts["presentation"] == "block").sum()),
    ),
    _number(
        "n_excerpts_inline",
        "Utdrag trykt inne i en setning",
        "Excerpts printed inside a sentence",
        lambda s: int((s.excerpts["presentation"] == "inline").sum()),
    ),
    _number(
        "n_informants_quoted",
        "Informanter som er sitert",
        "Informants who are quoted",
        lambda s: s.excerpts["informant_id"].nunique(),
    ),
    _number(
        "n_informants_never_quoted",
        "Informanter som aldri er sitert",
        "Informants who are never quoted",
        lambda s: len(set(s.informants["informant_id"]) - set(s.excerpts["informant_id"].unique())),
    ),
    _number(
        "n_overlapping_excerpts",
        "Utdrag som gjengir et utsagn som også er trykt i en annen form",
        "Excerpts of an utterance that is printed in another form too",
        lambda s: int((s.excerpts["overlaps"] != "").sum()),
    ),
    _number("n_codes", "Koder i kodeboken", "Codes of the codebook", lambda s: len(s.codes)),
    _number(
        "n_categories_named",
        "Kategorier som 3.4.2 nevner, uten de to overordnede",
        "Categories that 3.4.2 names, without the two overarching ones",
        lambda s: int(((s.codes["basis"] == "category") & ~s.codes["code_id"].isin(["utfordringer", "tiltak"])).sum()),
    ),
    _number(
        "n_codings_section",
        "Kodinger etter plassering",
        "Codings by place",
        lambda s: int((s.codings["basis"] == "section").sum()),
    ),
    _number(
        "n_codings_reconstruction",
        "Rekonstruerte kodinger",
        "Reconstructed codings",
        lambda s: int((s.codings["basis"] == "reconstruction").sum()),
    ),
    _number(
        "n_measures",
        "Koblinger fra en utfordring til et tiltak",
        "Links from a challenge to a measure",
        lambda s: len(s.measures),
    ),
    _number(
        "n_measures_said",
        "Koblinger fra en utfordring til et tiltak som en informant gjør i et publisert utdrag",
        "Links from a challenge to a measure that an informant makes in a published excerpt",
        lambda s: int((s.measures["excerpt_ids"] != "").sum()),
    ),
    _number(
        "n_coding_changes",
        "Endringer i kodingene",
        "Changes of the codings",
        lambda s: int((s.coding_log["table"] == "codings").sum()),
    ),
    _number(
        "n_tie_changes",
        "Endringer i koblingene mellom påstander og belegg",
        "Changes of the ties between claims and evidence",
        lambda s: int((s.coding_log["table"] == "evidence").sum()),
    ),
    _number(
        "n_guide_questions",
        "Spørsmål i intervjuguiden, underspørsmål medregnet",
        "Questions of the interview guide, sub-questions included",
        lambda s: int((s.interview_guide["kind"] == "question").sum()),
    ),
    _number(
        "n_guide_parts",
        "Nummererte deler i intervjuguiden",
        "Numbered parts of the interview guide",
        lambda s: s.interview_guide.loc[s.interview_guide["part"].str.isdigit().astype(bool), "part"].nunique(),
    ),
    _number(
        "n_deviations",
        "Avvik mellom masteroppgaven og boken",
        "Deviations of the book from the thesis",
        lambda s: len(s.deviations),
    ),
    _number(
        "n_redactions",
        "Vurderinger av navn og persondetaljer",
        "Decisions on names and personal details",
        lambda s: len(s.redactions),
    ),
    _number(
        "n_redactions_made",
        "Vurderinger som førte til at noe ble erstattet eller utelatt",
        "Decisions that led to something being replaced or omitted",
        lambda s: int((s.redactions["decision"] != "kept").sum()),
    ),
    _number(
        "n_claims",
        "Påstander i diskusjonen og konklusjonen",
        "Claims of the discussion and the conclusion",
        lambda s: len(s.claims),
    ),
    _number(
        "n_claims_supported",
        "Påstander med minst ett utdrag som støtter dem",
        "Claims with at least one excerpt that supports them",
        lambda s: claims_with(s, "supports"),
    ),
    _number(
        "n_claims_one_informant",
        "Påstander som utdrag fra bare én informant støtter",
        "Claims that excerpts of one informant only support",
        claims_of_one_informant,
    ),
    _number(
        "n_claims_contradicted",
        "Påstander med minst ett utdrag som motsier dem",
        "Claims with at least one excerpt that contradicts them",
        lambda s: claims_with(s, "contradicts"),
    ),
    _number(
        "n_claims_not_supported",
        "Påstander som har utdrag, men ingen som støtter dem",
        "Claims that have excerpts, but none that supports them",
        claims_not_supported,
    ),
    _number(
        "n_claims_without_excerpt",
        "Påstander uten noe publisert utdrag",
        "Claims without any published excerpt",
        claims_without_excerpt,
    ),
    _number("n_quantifiers", "Setninger med mengdeord", "Sentences with a quantifier", lambda s: len(s.quantifiers)),
    _number(
        "n_quantifiers_not_shown",
        "Mengdeord som lover flere informanter enn utdragene viser",
        "Quantifiers that promise more informants than the excerpts show",
        quantifiers_not_shown,
    ),
    _number(
        "n_works_cited",
        "Verk som masteroppgaven siterer",
        "Works that the thesis cites",
        lambda s: int((s.works["cited"] == "yes").sum()),
    ),
    _number(
        "n_r_strategies",
        "Strategier som rammeverket merker forretningsmodellene med",
        "Strategies that the framework marks its business models with",
        lambda s: s.framework.loc[s.framework["r_strategy"] != "", "r_strategy"].nunique(),
    ),
    _number("n_coreq", "Punkter i COREQ", "Items of COREQ", lambda s: len(s.coreq)),
    _number(
        "n_coreq_not_reported",
        "Punkter i COREQ som masteroppgaven ikke svarer på",
        "Items of COREQ that the thesis does not answer",
        lambda s: int((s.coreq["status"] == "not reported").sum()),
    ),
    _number(
        "n_coreq_partly_reported",
        "Punkter i COREQ som masteroppgaven svarer delvis på",
        "Items of COREQ that the thesis answers in part",
        lambda s: int((s.coreq["status"] == "partly reported").sum()),
    ),
    _number(
        "share_top3_excerpts_percent",
        "Andel av utdragene fra de tre mest siterte, i prosent",
        "Share of the excerpts from the three most quoted, in per cent",
        _top_share,
    ),
    _number(
        "k_min",
        "Minste antall informanter med samme bedrift, stilling og kjønn",
        "Smallest number of informants with the same firm, position and gender",
        _smallest_group,
    ),
]
