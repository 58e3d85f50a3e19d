"""The long real texts beside the repository, in kitei's own source form.

Their layout is not kitei's; this is the reader for it. Nothing of them is kept here.
"""

import re
from dataclasses import dataclass

from benchmarks.sentences import REPOSITORY

CORPORA = REPOSITORY.parent / "shared" / "corpora"
PRIVACY = "personal-information-protection-act"
AUTONOMY = "local-autonomy-act"
BASELINE = "tls-baseline-requirements"
PRIVACY_VERSIONS = (
    *("2020-06-12", "2022-01-01", "2022-04-01", "2023-04-01", "2025-04-01", "2026-06-24"),
)

_FRONT = """\
---
id: {id}
kind: policy
title: {title}
audience: public
numbering: {numbering}
owner: 総務課
---
"""
_TITLE = re.compile(r'^title: "?(.*?)"?$', re.MULTILINE)
_HEADING = re.compile(r"(#+)\s*(.*)")
_ARTICLE = re.compile(r"\*\*(第[^*（]*条[^*（]*)(（.*?）)?\*\*\s*(.*)")
_PARAGRAPH = re.compile(r"\*\*([０-９]+|[①-⑳㉑-㊿])\*\*\s*(.*)")
_ITEM = re.compile(r"( *)- (\S+?)\u3000(.*)")


@dataclass(frozen=True, slots=True)
class RealPair:
    """Two versions of a real text."""

    name: str
    folder: str
    old: str
    new: str


PAIRS = (
    RealPair("個人情報保護法 2022-04 → 2023-04", PRIVACY, "2022-04-01", "2023-04-01"),
    RealPair("地方自治法 2024 → 2026", AUTONOMY, "2024-04-01", "2026-06-14"),
    RealPair("TLS Baseline Requirements 2.2.5 → 2.2.6", BASELINE, "v2.2.5", "v2.2.6"),
)


def has_corpora() -> bool:
    """Return whether the texts are there; they are no part of the repository."""
    return CORPORA.is_dir()


def read_corpus(folder: str, version: str) -> str:
    """Return a version of a real text as kitei's source."""
    content = (CORPORA / folder / f"{version}.md").read_text(encoding="utf-8")
    return convert_baseline(content) if folder == BASELINE else convert_law(content)


def convert_baseline(content: str) -> str:
    """Return requirements in headings and paragraphs with a front matter; no line is changed."""
    title, body = _split(content)
    return _FRONT.format(id=BASELINE, title=title, numbering="outline") + body


def convert_law(content: str) -> str:
    """Return a law with its articles as headings, and its 項 and 号 as items."""
    title, body = _split(content)
    lines = [_FRONT.format(id="law", title=title, numbering="article-kanji")]
    indent = ""
    for line in body.splitlines():
        if _PARAGRAPH.match(line):
            indent = "  "
        elif line.strip() and not _ITEM.match(line):
            indent = ""
        lines.append(_convert_line(line, indent))
    return "\n".join(lines) + "\n"


def _split(content: str) -> tuple[str, str]:
    _, front, body = content.split("---\n", 2)
    found = _TITLE.search(front)
    return (found.group(1) if found else ""), body


def _convert_line(line: str, indent: str) -> str:
    if match := _HEADING.match(line):
        return "#" * (len(match.group(1)) - 1) + " " + match.group(2).replace("\u3000", " ", 1)
    if match := _ARTICLE.match(line):
        marker, caption, text = match.groups()
        return f"###### {marker}{caption or ''}\n\n{text}"
    if match := _PARAGRAPH.match(line):
        return f"- {match.group(1)} {match.group(2)}"
    if match := _ITEM.match(line):
        return f"{indent}{match.group(1)}- {match.group(2)} {match.group(3)}"
    return line
