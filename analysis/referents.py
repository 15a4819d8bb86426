"""What the ids in figures stand for: excerpts with their informant, claims with their section."""

from __future__ import annotations

from .artefact import Language
from .counts import numerically
from .labels import firm_names, informant_name, pick, section_name
from .study import Study


def referents(study: Study, language: Language) -> dict[str, tuple[str, str]]:
    """Who or what speaks, and the words, for the id of each excerpt and claim."""
    firms = firm_names(study)
    informants = study.informants.set_index("informant_id")
    found = {}
    for excerpt in study.excerpts.sort_values("excerpt_id", key=numerically).itertuples():
        informant = informants.loc[excerpt.informant_id]
        speaker = (
            informant_name(excerpt.informant_id, language),
            informant[f"position_{language}"].lower(),
            firms[informant["firm_id"]],
        )
        opening, closing = pick(language, "«»", "“”")
        found[excerpt.excerpt_id] = (", ".join(speaker), f"{opening}{getattr(excerpt, f'text_{language}')}{closing}")
    for claim in study.claims.sort_values("claim_id", key=numerically).itertuples():
        section = section_name(study, claim.section, language)
        place = pick(language, f"Påstand i del {section}", f"Claim in section {section}")
        found[claim.claim_id] = (place, getattr(claim, f"statement_{language}"))
    return found
