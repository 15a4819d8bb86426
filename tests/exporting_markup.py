"""How markup looks that only the book understands, when it is left over."""

import re

# A role, a directive, a colon fence, a substitution, a label, an attribute list.
RAW = re.compile(r"\{[a-z][a-z:+-]*\}`|(?:```|~~~|:::)\s*\{|^:{3,}|\{\{.*?\}\}|^\([\w-]+\)=\s*$", re.MULTILINE)
CODE = re.compile(r"^\s*(```|~~~)[^{\n]*\n.*?^\s*\1\s*$|(?<!\})`[^`\n]+`", re.MULTILINE | re.DOTALL)


def raw_markup(markdown: str) -> list[str]:
    """Markup left over in Markdown, code aside."""
    return RAW.findall(CODE.sub("", markdown))
