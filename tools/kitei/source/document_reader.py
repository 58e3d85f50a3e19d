"""A document's file as a value: front matter and body together, or all its faults at once."""

from kitei.errors import Fault, SourceError
from kitei.model.document import Document
from kitei.model.text import Position
from kitei.source.front_matter import (
    RULE,
    read_front_matter,
    split_front_matter,
    write_front_matter,
)
from kitei.source.markdown_reader import read_body
from kitei.source.markdown_writer import write_body

UNREADABLE = "unreadable-file"
MAX_LINE = 50_000


def read_document(text: str, path: str) -> Document:
    """Return the document, or raise SourceError with every fault of the file."""
    faults = _find_unreadable(text)
    parts = split_front_matter(text)
    if not faults and parts is None:
        message = "文書の冒頭に前書き（--- で囲んだ項目）がありません。"
        hint = "一行目の --- と次の --- の間に、id、kind、titleなどを書きます。"
        faults.append(Fault(RULE, Position(1, 1), message, "", hint))
    if faults or parts is None:
        raise SourceError(f"{path}を文書として読めません。", faults=tuple(faults))
    meta, meta_faults = read_front_matter(parts.yaml)
    if meta is None:
        raise SourceError(f"{path}の前書きに誤りがあります。", faults=tuple(meta_faults))
    document = Document(meta)
    content, remarks = read_body(parts.body, document.style, parts.body_line)
    return Document(meta, content, tuple(remarks), text, path)


def write_document(document: Document) -> str:
    """Return the document as a canonical file; the reader reads it back as the same value."""
    return f"{write_front_matter(document.meta)}\n{write_body(document.content)}"


def _find_unreadable(text: str) -> list[Fault]:
    if not text.strip():
        hint = "前書きと本文を書くか、フォルダーごと消してください。"
        return [Fault(UNREADABLE, Position(1, 1), "ファイルが空です。", "", hint)]
    hint = "一つの段落を一行に書きます。ほかの形式のファイルではないか確かめてください。"
    return [
        Fault(
            UNREADABLE,
            Position(number, 1),
            f"行が長すぎます（{len(line):,}文字。{MAX_LINE:,}文字まで）。",
            line[:20] + "…",
            hint,
        )
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > MAX_LINE
    ]
