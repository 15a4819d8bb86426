"""What a page weighs: everything a browser fetches for its first view, compressed as a server sends it."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

# The promise to a reader on a train; 1 kB is 1000 bytes.
LIMIT_KB = 200
KINDS = {
    ".html": "html",
    ".css": "styles",
    ".js": "scripts",
    ".woff": "fonts",
    ".woff2": "fonts",
    ".ttf": "fonts",
}
_CSS_ADDRESS = re.compile(r"""(?:url\(|@import\s)\s*["']?([^"')\s;]+)""")
_FONT_FACE = re.compile(r"@font-face\s*{[^}]*}")


@dataclass(frozen=True)
class Weight:
    """A page's first view: compressed bytes of each file that it fetches, by path below the book's folder."""

    page: str
    files: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Bytes of all files together."""
        return sum(self.files.values())

    def of_kind(self, kind: str) -> int:
        """Bytes of the files of one kind: html, styles, scripts, fonts or pictures."""
        return sum(size for path, size in self.files.items() if KINDS.get(Path(path).suffix, "pictures") == kind)


class _Links(HTMLParser):
    """The files that a page names for its first view."""

    def __init__(self):
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        relations = (attributes.get("rel") or "").split()
        if tag == "link" and {"stylesheet", "icon", "preload", "modulepreload"} & set(relations):
            self.addresses.append(attributes.get("href") or "")
        elif tag == "script" and attributes.get("src"):
            self.addresses.append(attributes["src"])
        elif tag in ("img", "iframe", "source") and attributes.get("src") and attributes.get("loading") != "lazy":
            self.addresses.append(attributes["src"])


def _named_in_styles(css: str) -> list[str]:
    # Of the forms of a font a browser takes the first that it knows.
    once = _FONT_FACE.sub(lambda face: "".join(f"url({a})" for a in _CSS_ADDRESS.findall(face.group())[:1]), css)
    return _CSS_ADDRESS.findall(once)


def _local(address: str, base: Path) -> Path | None:
    path = unquote(urldefrag(urlsplit(address)._replace(query="").geturl()).url)
    return None if not path or urlsplit(address).scheme or address.startswith("//") else (base / path).resolve()


def compressed_size(data: bytes) -> int:
    """Bytes after gzip at its default level, which is what most servers use."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return len(packer.compress(data) + packer.flush())


def page_weight(folder: Path, page: str) -> Weight:
    """The weight of one page of the book in `folder`; `page` is its path below it.

    Files that a style sheet names are counted too, whether or not the page
    comes to use them. Raises FileNotFoundError if the page or a file that it
    names does not exist.
    """
    folder = folder.resolve()
    files: dict[str, int] = {}
    waiting = [folder / page]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(folder).as_posix()
        if name in files:
            continue
        data = path.read_bytes()
        files[name] = compressed_size(data)
        addresses = []
        if path.suffix == ".html":
            links = _Links()
            links.feed(data.decode())
            addresses = links.addresses
        elif path.suffix == ".css":
            addresses = _named_in_styles(data.decode())
        waiting.extend(filter(None, (_local(address, path.parent) for address in addresses)))
    return Weight(page, dict(sorted(files.items())))


def pages_of(folder: Path) -> list[str]:
    """Every page of the book in `folder`, as a path below it."""
    found = (path.relative_to(folder) for path in folder.rglob("*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "_static")


def report(folder: Path) -> str:
    """The weight of every page in kB, heaviest first, with the parts that make it up."""
    weights = sorted((page_weight(folder, page) for page in pages_of(folder)), key=lambda weight: -weight.total)
    kinds = ("html", "styles", "scripts", "fonts", "pictures")
    lines = [
        f"First view of each page in kB, compressed (limit {LIMIT_KB})",
        f"{'page':40}{'all':>8}" + "".join(f"{kind:>10}" for kind in kinds),
    ]
    for weight in weights:
        parts = "".join(f"{weight.of_kind(kind) / 1000:10.1f}" for kind in kinds)
        lines.append(f"{weight.page:40}{weight.total / 1000:8.1f}{parts}")
    return "\n".join(lines)
