"""What the ids in figures stand for: excerpts with their informant, claims with their section and strength."""

from __future__ import annotations

from compendium.artefacts.language import Language, pick
from compendium.qualitative.counts import numerically
from compendium.qualitative.labels import STRENGTH, informant_name, section_name
from compendium.qualitative.study import QualitativeStudy


def referents(study: QualitativeStudy, language: Language) -> dict[str, tuple[str, str]]:
    """Who or what speaks, and the words, for the id of each excerpt and claim."""
    found = {}
    for excerpt in study.excerpts.sort_values("excerpt_id", key=numerically).itertuples():
        speaker = informant_name(excerpt.informant_id, language)
        opening, closing = pick(language, "«»", "“”")
        found[excerpt.excerpt_id] = (speaker, f"{opening}{getattr(excerpt, f'text_{language}')}{closing}")
    for claim in study.claims.sort_values("claim_id", key=numerically).itertuples():
        section = section_name(study, claim.section, language)
        strength = STRENGTH[language][claim.strength]
        place = pick(language, f"Påstand i del {section} ({strength})", f"Claim in section {section} ({strength})")
        found[claim.claim_id] = (place, getattr(claim, f"statement_{language}"))
    return found
