"""No page leads where a reader must not be led, however the link came there."""

from __future__ import annotations

import re
from html import unescape

from compendium.tables.addresses import link_problem

_TAG = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_LEADS_TO = re.compile(
    r"""[\s/"'](?:href|src|action|formaction|xlink:href|poster|data|cite|ping|background)\s*=\s*"""
    r"""(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)


def link_problems(html: str, name: str) -> list[str]:
    """What a page leads to and may not, a message each; `name` is its path in the book."""
    links = {unescape(next(filter(None, found), "")) for tag in _TAG.findall(html) for found in _LEADS_TO.findall(tag)}
    return [f"{name}: leads to what no page may: {wrong}" for link in sorted(links) if (wrong := link_problem(link))]
