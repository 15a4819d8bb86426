"""What the codebook and the codings say, as the memos that qualitative software shows."""

from __future__ import annotations

from typing import Any

from compendium.artefacts.language import Language, pick, quoted
from compendium.qualitative.study import QualitativeStudy
from compendium.study import definition

TITLE = {
    "nb": "Samarbeid i en industriell symbiose: publiserte intervjuutdrag",
    "en": "Collaboration in an industrial symbiosis: published interview excerpts",
}
# A project name of Taguette has room for 50 characters.
SHORT_TITLE = {"nb": "Samarbeid i en industriell symbiose", "en": "Collaboration in an industrial symbiosis"}
PROVISO = {
    "nb": "Tekstene er utdragene som masteroppgaven publiserte, valgt ut av forfatterne. De er ikke transkripsjonene. "
    "Antall utdrag viser hva som ble sitert, ikke hva som ble sagt.",
    "en": "The texts are the excerpts that the thesis published, selected by its authors. "
    "They are not the transcripts. A count of excerpts shows what was quoted, not what was said.",
}
BASIS_MEMOS = {
    "nb": {
        "section": "Masteroppgaven legger fram utdraget i den delen som koden er laget av. "
        "Forfatternes egen koding er tapt.",
        "reconstruction": "Kodingen er gjort for kompendiet, med en begrunnelse. "
        "Masteroppgavens forfattere har ikke gjennomgått den.",
    },
    "en": {
        "section": "The thesis presents the excerpt in the section that the code was made from. "
        "The authors' own coding is lost.",
        "reconstruction": "The coding was made for the compendium, with a reason. "
        "The authors of the thesis have not reviewed it.",
    },
}


def _labelled(lines: dict[str, str], separator: str = "\n") -> str:
    """Each text on a line after its label; a text that is empty has no line."""
    return separator.join(f"{label}: {' '.join(text.split())}" for label, text in lines.items() if text)


def basis_name(basis: str, language: Language) -> str:
    """What the study calls a basis of codings."""
    return definition().texts.labels("coding_basis")[basis].text(language)


def code_memo(study: QualitativeStudy, code_id: str, language: Language, separator: str = "\n") -> str:
    """Definition, rules of use and example of a code, one labelled line each; an empty rule has no line."""
    code = study.codes.set_index("code_id").loc[code_id]
    example = str(code["example"])
    if example:
        text = str(study.excerpts.set_index("excerpt_id").loc[example, f"text_{language}"])
        example += f": {quoted([text], language)}"
    lines = {
        pick(language, "Definisjon", "Definition"): str(code[f"definition_{language}"]),
        pick(language, "Brukes på", "Include"): str(code[f"include_{language}"]),
        pick(language, "Brukes ikke på", "Exclude"): str(code[f"exclude_{language}"]),
        pick(language, "Eksempel", "Example"): example,
    }
    return _labelled(lines, separator)


def coding_memo(coding: Any, language: Language) -> str:
    """The basis of a coding and its reason. `coding` is a row of `codings`, its cells as attributes."""
    reason = getattr(coding, f"reason_{language}")
    basis = basis_name(coding.basis, language)
    return _labelled({pick(language, "Grunnlag", "Basis"): basis, pick(language, "Begrunnelse", "Reason"): reason})
