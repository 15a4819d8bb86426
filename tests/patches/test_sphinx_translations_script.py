"""The rule of the plural is code, where it is one."""

import json

from compendium.patches.sphinx_translations_script import without_eval


def test_still_needed(plain_book):
    doctools, translations = (
        (plain_book / "_static" / f"{name}.js").read_text(encoding="utf-8") for name in ("doctools", "translations")
    )
    assert "Documentation.PLURAL_EXPR = new " in doctools and without_eval(translations) != translations


def test_the_rule_of_the_plural_is_code_already():
    catalogue = {"locale": "nb_NO", "messages": {"search": "søk"}, "plural_expr": "(n != 1)"}
    script = without_eval(f"Documentation.addTranslations({json.dumps(catalogue)});")
    assert "Documentation.PLURAL_EXPR = (n) => Number((n != 1));" in script and '"search"' in script
    assert without_eval(script) == script
    hostile = f"Documentation.addTranslations({json.dumps({**catalogue, 'plural_expr': 'alert(1)'})});"
    assert without_eval(hostile) == hostile
