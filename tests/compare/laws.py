"""The long real texts as documents: a reader of their layout, which is not kitei's own."""

import re
from functools import cache
from pathlib import Path

from kitei.model.document import Document
from kitei.source.document_reader import read_document

_FRONT = """---
id: {id}
kind: policy
title: {title}
audience: public
numbering: article-kanji
owner: 総務課
---
"""
_HEADING = re.compile(r"(#+)\s*(.*)")
_ARTICLE = re.compile(r"\*\*(第[^*（]*条[^*（]*)(（.*?）)?\*\*\s*(.*)")
_PARAGRAPH = re.compile(r"\*\*([０-９]+|[①-⑳㉑-㊿])\*\*\s*(.*)")
_ITEM = re.compile(r"( *)- (\S+?)\u3000(.*)")


@cache
def read_law(path: Path) -> Document:
    """Return a text of the corpora as a document."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    title = re.search('title: "(.*)"', front)
    lines = [_FRONT.format(id=path.parent.name, title=title.group(1) if title else "")]
    indent = ""
    for line in body.splitlines():
        if _PARAGRAPH.match(line):
            indent = "  "
        elif line.strip() and not _ITEM.match(line):
            indent = ""
        lines.append(_convert(line, indent))
    return read_document("\n".join(lines) + "\n", str(path))


def _convert(line: str, indent: str) -> str:
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
