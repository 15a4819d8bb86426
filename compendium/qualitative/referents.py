"""What the ids in figures stand for: excerpts with their informant, claims with their section and strength."""

from __future__ import annotations

from compendium.artefacts.language import quoted
from compendium.artefacts.value_labels import Words
from compendium.qualitative.counts import numerically
from compendium.qualitative.study import QualitativeStudy
from compendium.tables.frames import each_row


def referents(study: QualitativeStudy, words: Words) -> dict[str, tuple[str, str]]:
    """Who or what speaks, and the words, for the id of each excerpt and claim."""
    found: dict[str, tuple[str, str]] = {}
    for excerpt in each_row(study.excerpts.sort_values("excerpt_id", key=numerically)):
        said = quoted([getattr(excerpt, f"text_{words.language}")], words.language)
        found[excerpt.excerpt_id] = (words.of("informant", excerpt.informant_id), said)
    for claim in each_row(study.claims.sort_values("claim_id", key=numerically)):
        place = f"{words.of('section', claim.section)} ({words.of('strength', claim.strength)})"
        heading = words.pick(f"Påstand i del {place}", f"Claim in section {place}")
        found[claim.claim_id] = (heading, getattr(claim, f"statement_{words.language}"))
    return found
