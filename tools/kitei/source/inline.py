"""Inline Markdown of a line: escapes and links are read, everything else is remarked upon."""

import re
from dataclasses import dataclass, field

from kitei.model.document import Remark, RemarkKind
from kitei.model.text import Link, Position, Text

ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Characters that can begin something other than plain text; of `](` the bracket. One set of
# characters in front is what the search is quick with.
_SPECIAL = re.compile(r"[\\\[!<&*_`~\]](?:(?<!\])|(?=\())")
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.)*)\]\(((?:[^()\s]|\([^()\s]*\))*)(?:\s+\"((?:[^\"\\]|\\.)*)\")?\)"
)
_HTML = re.compile(r"<!--.*?(?:-->|$)|<[A-Za-z/!?][^>]*(?:>|$)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_RUN = re.compile(r"\*+|_+|`+|~~+")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")

MARKUP_NAMES = {"*": "強調", "_": "強調", "`": "コード", "~": "取消線"}


def is_safe_target(target: str) -> bool:
    """Return whether a link target is relative, an anchor, or of an allowed scheme."""
    forbidden = "\\<>\"'" if target.startswith("http") else "\\<>\"'&"
    if any(ord(c) <= 32 or c in forbidden for c in target):
        return False
    scheme = re.match(r"[^/?#]*?:", target)
    return scheme is None or scheme.group().lower() in _SAFE_SCHEMES


@dataclass(slots=True)
class _Builder:
    """Collects characters with the place of each; one is used per text."""

    remarks: list[Remark]
    value: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Link] = field(default_factory=list)
    origins: list[tuple[int, Position]] = field(default_factory=list)

    def add(self, characters: str, line: int, column: int) -> None:
        if characters:
            self.origins.append((self.length, Position(line, column)))
            self.value.append(characters)
            self.length += len(characters)

    def remark(self, kind: RemarkKind, place: Position, found: str, name: str = "") -> None:
        self.remarks.append(Remark(kind, place, found, name))

    def build(self) -> Text:
        return Text("".join(self.value), tuple(self.links), tuple(self.origins))


def read_inline(pieces: list[tuple[int, int, str]], remarks: list[Remark]) -> Text:
    """Return the text of a paragraph given as (line, column, characters), one entry a line.

    Line ends vanish between Japanese characters and become a space between others.
    """
    builder = _Builder(remarks)
    for index, (line, column, characters) in enumerate(pieces):
        if index and _needs_space(pieces[index - 1][2], characters):
            builder.add(" ", line, column)
        _read_line(builder, characters, line, column)
    return builder.build()


def _needs_space(before: str, after: str) -> bool:
    return bool(before and after) and before[-1].isascii() and after[0].isascii()


def _read_line(builder: _Builder, text: str, line: int, column: int) -> None:
    offset = 0
    while match := _SPECIAL.search(text, offset):
        start = match.start()
        builder.add(text[offset:start], line, column + offset)
        offset = start + _read_special(builder, text, start, Position(line, column + start))
    builder.add(text[offset:], line, column + offset)


def _read_special(builder: _Builder, text: str, start: int, place: Position) -> int:
    """Read what begins at `start`; return how many characters of the source it took."""
    character = text[start]
    if character == "\\":
        return _read_escape(builder, text, start, place)
    if character in "[!":
        return _read_link(builder, text, start, place)
    if character == "]":
        return _read_stray_target(builder, text, start, place)
    if character == "<":
        return _keep(builder, _HTML.match(text, start), place, RemarkKind.RAW_HTML)
    if character == "&":
        return _keep(builder, _ENTITY.match(text, start), place, RemarkKind.UNSUPPORTED)
    return _read_run(builder, text, start, place)


def _read_escape(builder: _Builder, text: str, start: int, place: Position) -> int:
    following = text[start + 1 : start + 2]
    if following and following in ESCAPABLE:
        builder.add(following, place.line, place.column + 1)
        return 2
    builder.add("\\", place.line, place.column)
    return 1


def _read_link(builder: _Builder, text: str, start: int, place: Position) -> int:
    is_picture = text.startswith("![", start)
    match = _LINK.match(text, start + is_picture)
    if match is None or (text[start] == "!" and not is_picture):
        builder.add(text[start], place.line, place.column)
        return 1
    target = match.group(2)
    if is_picture:
        builder.remark(RemarkKind.UNSUPPORTED, place, text[start : match.end()], "文中の図")
    if not is_safe_target(target):
        builder.remark(RemarkKind.UNSAFE_LINK, place, target)
    if match.group(3) is not None and not is_picture:
        builder.remark(RemarkKind.UNSUPPORTED, place, match.group(), "リンクの題名")
    before = builder.length
    _read_line(builder, match.group(1), place.line, place.column + 1 + is_picture)
    if builder.length == before:
        builder.remark(RemarkKind.UNSUPPORTED, place, match.group(), "文字のないリンク")
    elif not is_picture:
        builder.links.append(Link(before, builder.length, target))
    return match.end() - start


def _read_stray_target(builder: _Builder, text: str, start: int, place: Position) -> int:
    """Keep `](…` that ends no link of ours: other readers of Markdown may see one in it."""
    found = text[start : start + 40]
    target = (found[2:].split() or [""])[0].rstrip(")")
    if is_safe_target(target):
        builder.remark(RemarkKind.UNSUPPORTED, place, found, "読み取れないリンク")
    else:
        builder.remark(RemarkKind.UNSAFE_LINK, place, target)
    builder.add("](", place.line, place.column)
    return 2


def _keep(builder: _Builder, match: re.Match[str] | None, place: Position, kind: RemarkKind) -> int:
    """Keep the characters as they are, with a remark where they are markup."""
    if match is None:
        builder.add("<" if kind is RemarkKind.RAW_HTML else "&", place.line, place.column)
        return 1
    name = "文字参照" if kind is RemarkKind.UNSUPPORTED else ""
    builder.remark(kind, place, match.group(), name)
    builder.add(match.group(), place.line, place.column)
    return len(match.group())


def _read_run(builder: _Builder, text: str, start: int, place: Position) -> int:
    match = _RUN.match(text, start)
    run = match.group() if match else text[start]
    if match is not None and not (run[0] == "_" and _is_inside_word(text, start, len(run))):
        builder.remark(RemarkKind.UNSUPPORTED, place, run, MARKUP_NAMES[run[0]])
    builder.add(run, place.line, place.column)
    return len(run)


def _is_inside_word(text: str, start: int, length: int) -> bool:
    before, after = text[start - 1 : start], text[start + length : start + length + 1]
    return bool(before and after) and before.isalnum() and after.isalnum()


_NEEDS_ESCAPE = re.compile(
    r"[\\*`\[]|\](?=\()|\{(?=[#:.])|!$|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|(?<![^\W_])_|_(?![^\W_])"
)
_NEEDS_ESCAPE_IN_LABEL = re.compile(rf"\]|{_NEEDS_ESCAPE.pattern}")
_LINE_START = re.compile(
    r"(#|\{(?=[{%])|:(?=::)|!(?=!!)|\?(?=\?\?)|-(?=-8<--)|[-+](?=[\s]|$)|>|\||=+(?=\s*$)|-+(?=\s*$)|[0-9]+(?=[.)](?:\s|$)))"
)


def escape(text: str) -> str:
    """Return plain characters as Markdown that reads back as the same characters."""
    return _NEEDS_ESCAPE.sub(lambda match: "\\" + match.group(), text)


def escape_label(text: str) -> str:
    """Return plain characters as the label of a link or picture, between square brackets."""
    return _NEEDS_ESCAPE_IN_LABEL.sub(lambda match: "\\" + match.group(), text)


def escape_line_start(text: str) -> str:
    """Return a line with its start kept from reading as a heading, list, quote or table."""
    match = _LINE_START.match(text)
    if match is None:
        return text
    if match.group().isdigit():
        return text[: match.end()] + "\\" + text[match.end() :]
    return "\\" + text


def write_inline(text: Text) -> str:
    """Return a text as Markdown on one line."""
    return "".join(
        escape(characters) if target is None else f"[{escape_label(characters)}]({target})"
        for characters, target in text.pieces()
    )
