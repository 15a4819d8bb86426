"""Sphinx's script of translated messages makes no code of text, so that a host may forbid that.

package: sphinx 7.4.7
reason: the rule of the plural is a text that doctools.js makes a function of (Content-Security-Policy: unsafe-eval)
upstream: none found
"""

from __future__ import annotations

import json
import re

_TRANSLATIONS = re.compile(r"\s*Documentation\.addTranslations\((\{.*\})\);\s*", re.DOTALL)
_PLURAL = re.compile(r"[n0-9()!=<>&|?:% ]+")


def without_eval(translations: str) -> str:
    """The script with the rule of the plural as code; as it is, where the rule is none."""
    found = _TRANSLATIONS.fullmatch(translations)
    catalogue = json.loads(found[1]) if found else {}
    if not _PLURAL.fullmatch(catalogue.get("plural_expr", "")):
        return translations
    return (
        f"Object.assign(Documentation.TRANSLATIONS, {json.dumps(catalogue['messages'], indent=2)});\n"
        f"Documentation.PLURAL_EXPR = (n) => Number({catalogue['plural_expr']});\n"
        f"Documentation.LOCALE = {json.dumps(catalogue['locale'])};\n"
    )
