"""Reading the manual: headings, fenced blocks, tables and links of its pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"(`{3,})(.*)$")
HEADING = re.compile(r"(#{1,6}) (.+)$")
LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(([^()\s]+)\)")
CODE = re.compile(r"`[^`\n]+`")


@dataclass(frozen=True)
class Fence:
    """A fenced block: `info` as written behind the opening fence, `text` without its last end."""

    info: str
    text: str

    def __str__(self) -> str:
        return f"````{self.info}\n{self.text}\n````"


@dataclass(frozen=True)
class Section:
    """A heading with everything up to the next heading of its level or a higher one."""

    heading: str
    text: str


def _split(text: str) -> Iterator[str | Fence]:
    """Yield the lines of a page, each fenced block as one."""
    fence, lines = None, []
    for line in text.splitlines():
        match = FENCE.match(line)
        if fence is None and match:
            fence, lines = match, []
        elif fence is None:
            yield line
        elif line == fence[1]:
            yield Fence(fence[2].strip(), "\n".join(lines))
            fence = None
        else:
            lines.append(line)
    assert fence is None, f"a block is never closed: {fence}"


def read_fences(text: str) -> list[Fence]:
    """Return the fenced blocks of a page in order."""
    return [part for part in _split(text) if isinstance(part, Fence)]


def read_prose(text: str) -> str:
    """Return a page without its fenced blocks."""
    return "\n".join(part for part in _split(text) if isinstance(part, str))


def read_headings(text: str) -> list[tuple[int, str]]:
    """Return (level, words) of each heading."""
    found = (HEADING.match(line) for line in read_prose(text).splitlines())
    return [(len(match[1]), match[2].strip()) for match in found if match]


def read_sections(text: str, level: int) -> list[Section]:
    """Return the sections of a level in order."""
    sections: list[tuple[str, list[str]]] = []
    is_open = False
    for part in _split(text):
        match = HEADING.match(part) if isinstance(part, str) else None
        if match and len(match[1]) <= level:
            is_open = len(match[1]) == level
            sections += [(match[2].strip(), [])] if is_open else []
        elif is_open:
            sections[-1][1].append(part if isinstance(part, str) else str(part))
    return [Section(heading, "\n".join(lines)) for heading, lines in sections]


def read_rows(text: str) -> list[list[str]]:
    """Return the rows of every pipe table, without head and delimiter, escaped pipes undone."""
    lines = read_prose(text).splitlines()
    rows = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line.startswith("|") and not re.match(r"\|[-:| ]+\|$", following)
    ]
    return [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]


def make_slugs(text: str) -> set[str]:
    """Return the anchors that a forge gives to the headings of a page."""
    slugs: dict[str, int] = {}
    for _, words in read_headings(text):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", words).replace("`", "").lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        count = slugs.get(slug, 0)
        slugs[slug] = count + 1
        if count:
            slugs[f"{slug}-{count}"] = 1
    return set(slugs)


def find_links(text: str) -> list[str]:
    """Return the targets of the links in the running text of a page."""
    return LINK.findall(CODE.sub("", read_prose(text)))
