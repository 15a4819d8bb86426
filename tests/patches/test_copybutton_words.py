"""The button that copies code knows no Norwegian of itself, and can be taught it."""

import re

from compendium.checkout.files import ROOT


def test_still_needed(plain_book):
    script = (plain_book / "_static" / "copybutton.js").read_text(encoding="utf-8")
    languages = set(re.findall(r"^  '([\w-]+)'\s*: \{", script, re.MULTILINE))
    assert "en" in languages and not languages & {"nb", "nb-NO", "no"}


def test_what_ours_adds_to_is_there(plain_book):
    script = (plain_book / "_static" / "copybutton.js").read_text(encoding="utf-8")
    ours = (ROOT / "_static" / "copybutton-words.js").read_text(encoding="utf-8")
    words = set(re.findall(r"^  (\w+):", ours, re.MULTILINE))
    assert "const messages = {" in script and "let locale = " in script
    assert words == set(re.findall(r"^    '(\w+)':", script, re.MULTILINE))
