"""A guard against writing a withheld word: a real name behind a pseudonym.

The anonymity of the people in the study is a promise. The names that must not
stand in the repository or in the built book are themselves not in it: the guard
knows them only as keyed hashes (`withheld.json`) of normalised sequences of
words. It guards against accidents and keeps no secret: the salt is public, and
whoever tries every place name or first name of a country will find the word.

What counts as the same word:

- case, accents and Unicode form do not matter, å is a and aa, æ is a and ae, ø is o and oe;
- a genitive -s or 's at the end is ignored;
- spaces, hyphens, underscores, any punctuation, line breaks and markup separate
  words; so do a camelCase hump and the border between letters and digits;
- HTML entities, percent-encoding, backslash escapes, LaTeX letters, punycode
  and UTF-8 misread as Windows-1252 are decoded, also when nested.

A part of a longer word is not the word. What the guard does not see: text in
pictures, PDF or base64, and a name in an inflected form that is not in the list.

    python -m analysis.disclosure check [ROOT] [--book _build/html]
    python -m analysis.disclosure add --note place       (the word is read from standard input)
"""

from __future__ import annotations

import argparse
import getpass
import gzip
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

LIST = Path(__file__).with_name("withheld.json")

ALGORITHM = "blake2b"
DIGEST_SIZE = 16

# Its hash stands in the list, so that a list made under other rules of
# normalisation is refused instead of silently finding nothing.
SPECIMEN = "Blåbærgrøtens AAse"

# Never part of the repository, whether git says so or not.
SKIPPED = re.compile(r"\.git|\.?venv.*|node_modules|_build|__pycache__|\.(pytest|ruff|mypy)_cache|\.hypothesis")


@dataclass(frozen=True, order=True)
class Finding:
    """A place where a withheld word stands, and what kind of word it is; never the word.

    `line` is counted from 1; it is 0 when the word stands in the name of the file.
    """

    path: str
    line: int
    kind: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        here = "here" if self.line else "in this name"
        return f"{place}: a withheld word ({self.kind}) stands {here}; replace it by its pseudonym in square brackets"


# Words


_WORD = re.compile(r"[^\W_]+")
# Accents are gone when these are used; the capitals named here have none to lose.
_UPPER = "A-ZÆØÐÞĐŁŒ"
_PIECE = re.compile(rf"[{_UPPER}]+(?![^\W\d_{_UPPER}])|[{_UPPER}]?[^\W\d_{_UPPER}]+|\d+")
_HUMP = re.compile(rf"[^\W_{_UPPER}][{_UPPER}]|[{_UPPER}]{{2}}[^\W_{_UPPER}]|\d[^\W\d_]|[^\W\d_]\d")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’‘ʼ`´]s(?![^\W_])", re.IGNORECASE)
# What is drawn on or inside a letter, or not at all: accents, soft hyphen, zero-width characters, BOM.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "œ": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_DIGRAPH = re.compile(r"(?:a[ae])+|oe")


def _plain(text: str) -> str:
    """A text without accents, invisible characters and possessive 's; its lines are kept."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return _POSSESSIVE.sub("", text)


@lru_cache(maxsize=1 << 19)
def _canonical(word: str) -> str:
    """One spelling for all spellings of a word."""
    if not word.isascii():
        word = _UNSEEN.sub("", unicodedata.normalize("NFKD", word.casefold()))
    return _DIGRAPH.sub(lambda match: match[0][0], word.casefold().translate(_LETTERS))


@lru_cache(maxsize=1 << 19)
def _pieces(word: str) -> tuple[str, ...]:
    """The words inside a word written in camelCase or together with digits."""
    return tuple(map(_canonical, _PIECE.findall(word))) if _HUMP.search(word) else (_canonical(word),)


def normalise(text: str) -> list[str]:
    """The words of a text, each in the one spelling that is hashed."""
    return [_canonical(word) for word in _WORD.findall(_plain(text))]


def _digest(sequence: str, salt: bytes) -> str:
    """The hash of normalised words joined by spaces, without a genitive -s at their end."""
    if sequence.endswith("s") and len(sequence) - sequence.rfind(" ") > 3:
        sequence = sequence[:-1]
    return hashlib.blake2b(sequence.encode(), key=salt, digest_size=DIGEST_SIZE, person=b"withheld").hexdigest()


def _begins(word: str, salt: bytes) -> str:
    """One byte for the first word of a sequence: most sequences are ruled out by it, without a hash of their own."""
    return hashlib.blake2b(word.encode(), key=salt, digest_size=1, person=b"begins").hexdigest()


def hash_words(words: str | Sequence[str], salt: bytes) -> str:
    """The keyed hash of a word or sequence of words, the same for all its spellings."""
    normal = normalise(words if isinstance(words, str) else " ".join(words))
    if not normal:
        raise ValueError("there is no word to hash")
    return _digest(" ".join(normal), salt)


def entry(words: str, note: str, salt: bytes) -> dict[str, int | str]:
    """The entry of a withheld sequence of words in the list; `note` is a neutral kind, such as "place"."""
    normal = normalise(words)
    made: dict[str, int | str] = {"words": len(normal), "hash": hash_words(words, salt), "note": note}
    if len(normal) > 1:
        made["begins"] = _begins(normal[0], salt)
    return made


# The list


@dataclass
class Withheld:
    """The withheld words, known by their hashes, and the sequences in which such a word is harmless."""

    salt: bytes
    kinds: dict[str, str]
    beginnings: dict[int, frozenset[str]]
    allowed: frozenset[str] = frozenset()
    allowed_lengths: tuple[int, ...] = ()
    _harmless: set[str] = field(default_factory=set, repr=False)
    _bytes: dict[str, str] = field(default_factory=dict, repr=False)

    def may_begin(self, words: set[str], length: int) -> set[str]:
        """Those words with which a withheld sequence of this length, two or more, may begin."""
        for word in words.difference(self._bytes):
            self._bytes[word] = _begins(word, self.salt)
        return {word for word in words if self._bytes[word] in self.beginnings[length]}

    def found(self, sequences: set[str]) -> dict[str, str]:
        """Those sequences of normalised words that are withheld, with their kind."""
        fresh = sequences - self._harmless
        hits = {}
        for sequence in fresh:
            kind = self.kinds.get(_digest(sequence, self.salt))
            if kind is not None:
                hits[sequence] = kind
        self._harmless |= fresh.difference(hits)
        return hits

    def allows(self, sequence: str) -> bool:
        """Whether the list names the sequence as harmless."""
        return _digest(sequence, self.salt) in self.allowed


def load_withheld(path: Path = LIST) -> Withheld:
    """Read the list of withheld words. A list that could find nothing is refused."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        salt = bytes.fromhex(stored["salt"])
        kinds = {row["hash"]: row["note"] for row in stored["withheld"]}
        beginnings: dict[int, frozenset[str]] = {}
        for row in stored["withheld"]:
            length = int(row["words"])
            first = {row["begins"]} if length > 1 else set()
            beginnings[length] = beginnings.get(length, frozenset()) | first
        allowed = stored.get("allowed", [])
        made_by = (stored["algorithm"], stored["parameters"]["digest_size"], stored["specimen"])
        harmless = frozenset(row["hash"] for row in allowed)
        harmless_lengths = tuple(sorted({int(row["words"]) for row in allowed}))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is not a list of withheld words: {error!r}") from error
    if made_by != (ALGORITHM, DIGEST_SIZE, hash_words(SPECIMEN, salt)):
        raise ValueError(f"{path.name} was made with another hash or normalisation; make its entries anew")
    if not kinds or min(beginnings) < 1:
        raise ValueError(f"{path.name} withholds no word")
    return Withheld(salt, kinds, beginnings, harmless, harmless_lengths)


# Text


def _from_bytes(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1")


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= sys.maxunicode else " "


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _percent(match: re.Match[str]) -> str:
    return _from_bytes(bytes.fromhex(match[0].replace("%", "")))


def _octal(match: re.Match[str]) -> str:
    return _from_bytes(bytes(int(code, 8) for code in match[0].split("\\")[1:]))


def _hexadecimal(match: re.Match[str]) -> str:
    return _from_bytes(bytes.fromhex(match[0].replace("\\x", "")))


def _escape(match: re.Match[str]) -> str:
    return _character(match[1] or match[2] or match[3])


def _latex(match: re.Match[str]) -> str:
    return {"aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø"}[match[1]]


def _punycode(match: re.Match[str]) -> str:
    try:
        return match[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return match[0]


def _misread(match: re.Match[str]) -> str:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match[0]


# What gives the encoding away, how it looks, and how it is undone.
_DECODERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("&", re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});?"), _entity),
    ("%", re.compile(r"(?:%[0-9a-fA-F]{2})+"), _percent),
    ("\\", re.compile(r"\\+(?:u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8}))"), _escape),
    ("\\", re.compile(r"(?:\\x[0-9a-fA-F]{2})+"), _hexadecimal),
    ("\\", re.compile(r"(?:\\[0-3][0-7]{2})+"), _octal),
    ("\\", re.compile(r"\{?\\(aa|AA|ae|AE|o|O)(?![A-Za-z])(?:\{\}|\}| )?"), _latex),
    ("\\", re.compile(r"\{?\\r ?\{?([aA])(?:\}\}?|(?![A-Za-z]))"), lambda match: match[1]),
    ("\\", re.compile(r"\\[abfnrtv0]"), lambda match: " "),
    ("xn--", re.compile(r"xn--([a-zA-Z0-9-]+)"), _punycode),
    ("Ã", re.compile("Ã[\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]"), _misread),
)


def _decoded(text: str) -> str:
    """A text with its encodings undone, also an encoding inside another; its lines are kept."""
    for _ in range(3):
        before = text
        for sign, pattern, decode in _DECODERS:
            if sign in text:
                text = pattern.sub(lambda match: decode(match).replace("\n", " "), text)
        if text == before:
            break
    return text


# A tag, the target of a Markdown link, the name of a role.
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()\s]*\)|\{[\w:.+-]+\}(?=`)")


def _views(text: str) -> Iterator[str]:
    """The ways to read a text: as it stands, decoded, and with markup as a space or as nothing."""
    seen = {text}
    yield text
    decoded = _decoded(text)
    for view in (
        decoded,
        _MARKUP.sub(lambda match: " " + "\n" * match[0].count("\n"), decoded),
        _MARKUP.sub(lambda match: "\n" * match[0].count("\n"), decoded),
    ):
        if view not in seen:
            seen.add(view)
            yield view


def _allowed(words: list[str], start: int, length: int, withheld: Withheld) -> bool:
    """Whether a sequence of words stands inside a longer one that the list names as harmless."""
    return any(
        withheld.allows(" ".join(words[first : first + size]))
        for size in withheld.allowed_lengths
        for first in range(max(0, start + length - size), start + 1)
    )


def _hits(words: list[str], withheld: Withheld) -> Iterator[tuple[int, str]]:
    """Where in a sequence of words a withheld one begins, and its kind."""
    vocabulary = set(words)
    for length in withheld.beginnings:
        if length == 1:
            windows = dict(enumerate(words)) if (found := withheld.found(vocabulary)) else {}
        else:
            first = withheld.may_begin(vocabulary, length)
            starts = [start for start, word in enumerate(words[: 1 - length]) if word in first]
            windows = {start: " ".join(words[start : start + length]) for start in starts}
            found = withheld.found(set(windows.values()))
        for start, window in windows.items():
            if window in found and not _allowed(words, start, length, withheld):
                yield start, found[window]


def scan_text(text: str, withheld: Withheld, path: str = "text") -> list[Finding]:
    """Every line of a text on which a withheld word begins."""
    findings: set[Finding] = set()
    for view in _views(text.replace("\r\n", "\n").replace("\r", "\n")):
        plain = _plain(view)
        tokens = _WORD.findall(plain)
        whole = list(map(_canonical, tokens))
        hits = {(start, kind) for start, kind in _hits(whole, withheld)}
        split = list(map(_pieces, tokens))
        words = [word for pieces in split for word in pieces]
        if words != whole:
            owners = [index for index, pieces in enumerate(split) for _ in pieces]
            hits |= {(owners[start], kind) for start, kind in _hits(words, withheld)}
        if hits:
            starts = [match.start() for match in _WORD.finditer(plain)]
            findings |= {Finding(path, plain.count("\n", 0, starts[token]) + 1, kind) for token, kind in hits}
    return sorted(findings)


# Files


def _texts(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The texts in a file, each with a name: one, none when it is binary, several when it is an archive."""
    if name.endswith("objects.inv") and data.startswith(b"# Sphinx inventory version 2"):
        head = data.split(b"\n", 4)
        try:
            data = b"\n".join([*head[:4], zlib.decompress(head[4])])
        except (IndexError, zlib.error):
            return
    elif data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return
    elif data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.namelist():
                    yield f"{name}!{member}", ""
                    yield from _texts(archive.read(member), f"{name}!{member}")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, zlib.error):
            pass
        return
    if b"\0" not in data[:8192] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield name, _from_bytes(data)


def _masked(name: str, withheld: Withheld) -> str:
    """A path in which every part that holds a withheld word gives way to the kind of the word."""

    def mask(part: str) -> str:
        found = scan_text(part, withheld)
        if not found:
            return part
        suffix = PurePosixPath(part).suffix
        return f"[{found[0].kind}]" + ("" if scan_text(suffix, withheld) else suffix)

    path = "/".join(map(mask, name.split("/")))
    found = scan_text(path, withheld)
    return f"[{found[0].kind}]" if found else path


def _scan_name(name: str, withheld: Withheld) -> tuple[str, list[Finding]]:
    """A path as it may be shown, and what stands in it."""
    kinds = {finding.kind for finding in scan_text(name, withheld)}
    shown = _masked(name, withheld) if kinds else name
    # A finding is one printable line, whatever the file is called.
    shown = shown.replace("\n", " ").encode("utf-8", "replace").decode()
    return shown, [Finding(shown, 0, kind) for kind in sorted(kinds)]


def _scan_file(data: bytes, name: str, withheld: Withheld) -> list[Finding]:
    shown, findings = _scan_name(name, withheld)
    for member, text in _texts(data, name):
        inside = shown
        if member != name:
            inside, found = _scan_name(member, withheld)
            findings += found
        findings += scan_text(text, withheld, inside)
    return findings


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers about the checkout in `root`; None when it does not."""
    # A hook's own variables would point git at another checkout.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        answer = subprocess.run(command, input=given, env=clean, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout


def _walk(root: Path, skip: bool) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        if skip:
            folders[:] = [name for name in folders if not SKIPPED.fullmatch(name)]
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in files + links:
            yield Path(folder, name).relative_to(root).as_posix()


def _names(root: Path) -> list[str]:
    """The files of the repository, relative to `root`; those git ignores are not among them."""
    tracked = _git(root, "ls-files", "-z", "--cached")
    others = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if tracked is None or others is None:
        return sorted(_walk(root, skip=True))
    new = [name for name in os.fsdecode(others).split("\0") if name]
    kept = [name for name in new if not any(SKIPPED.fullmatch(part) for part in name.split("/"))]
    return sorted({name for name in os.fsdecode(tracked).split("\0") if name} | set(kept))


def _scan_files(root: Path, names: Iterable[str], withheld: Withheld) -> list[Finding]:
    findings: list[Finding] = []
    for name in names:
        file = root / name
        if file.is_symlink():
            data = os.fsencode(os.readlink(file))
        elif file.is_file():
            data = file.read_bytes()
        else:
            data = b""
        findings += _scan_file(data, name, withheld)
    return sorted(findings)


def scan_tree(root: Path, withheld: Withheld | None = None) -> list[Finding]:
    """Every withheld word in the files of the repository and their names.

    Read are the files git tracks, and the new ones it does not ignore; without
    a checkout, all files but those of environments, caches and builds.
    """
    return _scan_files(root, _names(root), withheld or load_withheld())


def scan_book(book: Path, withheld: Withheld | None = None) -> list[Finding]:
    """Every withheld word in the files of the built book and their names."""
    if not book.is_dir():
        raise FileNotFoundError(f"there is no built book in {book}")
    return _scan_files(book, sorted(_walk(book, skip=False)), withheld or load_withheld())


def scan_history(root: Path, withheld: Withheld | None = None) -> list[Finding] | None:
    """Every withheld word in messages, names of branches and tags, and former files; None without git.

    A file is named `path@object`, and `git show object` shows it.
    """
    withheld = withheld or load_withheld()
    commits = _git(root, "log", "--all", "-z", "--format=%h%n%an%n%B")
    refs = _git(root, "for-each-ref", "--format=%(refname)%0a%(contents)")
    objects = _git(root, "rev-list", "--all", "--objects")
    if commits is None or refs is None or objects is None:
        return None
    findings: list[Finding] = []
    for record in filter(None, _from_bytes(commits).split("\0")):
        commit, author, message = record.strip("\n").split("\n", 2) if record.count("\n") > 1 else (record, "", "")
        findings += scan_text(message, withheld, f"commit {commit}")
        findings += [Finding(f"author of commit {commit}", 0, found.kind) for found in scan_text(author, withheld)]
    findings += [Finding("name or message of a branch or tag", 0, found.kind) for found in scan_text(_from_bytes(refs), withheld)]

    paths: dict[str, str] = {}
    for row in os.fsdecode(objects).splitlines():
        identity, _, path = row.partition(" ")
        if path:
            paths.setdefault(identity, path)
    contents = _git(root, "cat-file", "--batch", given="\n".join(paths).encode() + b"\n") if paths else b""
    if contents is None:
        return None
    start = 0
    while start < len(contents):
        end = contents.index(b"\n", start)
        identity, kind, *size = contents[start:end].decode().split(" ")
        start = end + 1
        if not size:  # "… missing": not in this partial clone
            continue
        data = contents[start : start + int(size[0])]
        start += int(size[0]) + 1
        found = _scan_file(data if kind == "blob" else b"", paths[identity], withheld)
        findings += [Finding(f"{one.path}@{identity[:10]}", one.line, one.kind) for one in found]
    return sorted(set(findings))


def run(root: Path, book: Path | None = None) -> int:
    """Print every withheld word in the repository, its history and the book; return the exit status.

    The status is 0 when there is none, 1 when there are some, 2 when the guard could not look.
    """
    try:
        withheld = load_withheld()
        present = scan_tree(root, withheld)
        if book is not None:
            present += [Finding(f"{book}/{one.path}", one.line, one.kind) for one in scan_book(book, withheld)]
        past = scan_history(root, withheld)
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    for finding in present + (past or []):
        print(finding)
    if past is None:
        print("guard: the history was not read, since git shows none here", file=sys.stderr)
    elif past:
        print("A word in the history stays there until the history is rewritten (git filter-repo).", file=sys.stderr)
    if not present and not past:
        print("No withheld word stands in the repository" + (" or in the built book." if book is not None else "."))
    return 1 if present or past else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: look for withheld words, or make the entry of a new one."""
    parser = argparse.ArgumentParser(prog="python -m analysis.disclosure", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="look for withheld words")
    check.add_argument("root", nargs="?", type=Path, default=Path())
    check.add_argument("--book", type=Path, help="the built book, _build/html")
    add = commands.add_parser("add", help="print the entry of a word read from standard input")
    add.add_argument("--note", required=True, help='a neutral kind of word, such as "place"; never the word')
    options = parser.parse_args(arguments)
    if options.command == "check":
        return run(options.root, options.book)
    words = getpass.getpass("Word to withhold (not shown): ") if sys.stdin.isatty() else sys.stdin.read()
    try:
        withheld = load_withheld()
        made = entry(words, options.note, withheld.salt)
        if set(normalise(options.note)) & set(normalise(words)):
            raise ValueError("the note gives the word away")
    except (OSError, ValueError) as error:
        print(f"guard: {error}", file=sys.stderr)
        return 2
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
