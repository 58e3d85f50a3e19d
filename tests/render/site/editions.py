"""Editions to show: from short texts, from the sample documents, and from hostile ones."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kitei.model.audience import Audience
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.edition import Edition
from kitei.model.history import History
from kitei.model.marker import Marker
from kitei.model.provision import Block, Cell, Paragraph, Picture, Provision, Table
from kitei.model.revision import Decision, Revision, RevisionKind
from kitei.model.text import Text
from kitei.model.timeline import make_timeline
from kitei.render.site.inline import Setting
from kitei.render.site.site import Site
from kitei.render.site.work import list_comparison_paths, list_word_paths
from kitei.settings import Organisation, Settings
from kitei.source.document_reader import read_document
from kitei.source.markdown_reader import read_body
from kitei.source.records import read_revisions

DAY = date(2026, 11, 22)
PUBLIC = Audience("public", "公開", ("policy",))
STAFF = Audience("staff", "職員", ("standards-private", "procedures-private"), "取扱注意")
SETTINGS = Settings(
    Organisation("見本広域事務組合", "本組合", ("管理者", "議会", "監査委員")),
    (PUBLIC, STAFF),
    site_url="https://mihon.example.jp/policy/",
)
REVISION = Revision(
    "2",
    RevisionKind.PARTIAL,
    (Decision("管理者", date(2026, 3, 16), "見広総第41号"),),
    effective_from=date(2026, 4, 1),
    published_on=date(2026, 3, 23),
)

HOSTILE = (
    "<script>window.hit=1</script>",
    "</p></div></article><script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "' onmouseover='window.hit=1",
    "[a](javascript:window.hit=1)",
    "![a](javascript:window.hit=1)",
    "<javascript:window.hit=1>",
    "[a]: javascript:window.hit=1",
    "{: onclick=window.hit=1 }",
    "{#other-id onclick=window.hit=1}",
    "*強調* __強調__ `code` ~~消~~",
    "```",
    "~~~ {onclick=window.hit=1}",
    '--8<-- "secret.md"',
    "{{ config }} {% raw %} {# x #}",
    "&lt;b&gt; &#42; &amp; &nbsp; &",
    "\\*escaped\\* \\",
    "# 見出し #",
    "1. 番号",
    "- 箇条書",
    "    code",
    "a  b   c ",
    "| a | b |",
    "<!-- comment",
    "<![CDATA[ ]]>",
    "<?php x ?>",
    "---",
    "===",
    "[TOC]",
    "[^1]",
    "*[HTML]: x",
    "$x$ :smile: @@ ##",
    "\x02wzxhzdk:0\x03 \x02amp\x03 klzzwxh:0001",
    "\u2028\u2029\u0085\u202e\u200b\ufeff",
    "\ud800\uffff\x00\x1b[31m",
    "𠮷野家😀葛\U000e0100",
    "http://example.com/ <http://example.com/>",
)


def make_document(
    body: str,
    *,
    identifier: str = "sample",
    numbering: str = "outline-circled",
    title: str = "見本",
) -> Document:
    """Return a document of the given body in Markdown."""
    meta = FrontMatter(identifier, DocumentKind.POLICY, title, "public", numbering, "総務課")
    style = Document(meta).style
    content, _ = read_body(body, style)
    return Document(meta, content)


def make_history(*editions: Edition, day: date = DAY) -> History:
    """Return the history of a document from its texts, the oldest first.

    A text without any record gets one; each text belongs to the last of its own records.
    """
    editions = tuple(e if e.revisions else replace(e, revisions=(REVISION,)) for e in editions)
    timeline = make_timeline(editions[-1].revisions, day)
    records = [standing.revision for standing in timeline.standings]
    keys = [timeline.standings[records.index(e.revisions[-1])].key for e in editions]
    document, audience = editions[-1].document, editions[-1].audience
    return History(document.id, audience, timeline, dict(zip(keys, editions, strict=True)))


def make_words(histories: Iterable[History]) -> dict[str, bytes]:
    """Return a Word file for each path at which a site offers one."""
    paths = (
        path
        for history in histories
        for path in (*list_word_paths(history), *list_comparison_paths(history))
    )
    return {path: b"PK of " + path.encode() for path in paths}


def make_site(
    *documents: Document,
    audience: Audience = PUBLIC,
    settings: Settings = SETTINGS,
    pictures: Mapping[str, bytes] | None = None,
) -> Site:
    """Return a site of the documents, each with one revision and its Word files."""
    editions = (Edition(d, PUBLIC, (REVISION,), pictures or {}) for d in documents)
    histories = tuple(make_history(edition) for edition in editions)
    return make_site_of(*histories, audience=audience, settings=settings)


def make_site_of(
    *histories: History, audience: Audience = PUBLIC, settings: Settings = SETTINGS
) -> Site:
    """Return a site of histories."""
    day = histories[0].day if histories else DAY
    words = make_words(histories)
    return Site("情報セキュリティポリシー", audience, settings, day, histories, words)


def make_setting(site: Site, identifier: str) -> Setting:
    """Return the setting of the text that a document's own page shows."""
    volume = site.shelf.works[identifier].shown
    assert volume
    return Setting(volume, site.shelf)


def load_editions(repository: Path, audience: Audience) -> list[Edition]:
    """Return the sample documents of an audience's folders."""
    folders = sorted(
        folder.parent
        for root in audience.folders
        for folder in (repository / root).glob("*/index.md")
    )
    return [_load_edition(folder, audience) for folder in folders]


def _load_edition(folder: Path, audience: Audience) -> Edition:
    document = read_document((folder / "index.md").read_text("utf-8"), str(folder))
    revisions = read_revisions((folder / "revisions.yml").read_text("utf-8"), str(folder))
    pictures = {path.name: path.read_bytes() for path in folder.glob("*.png")}
    return Edition(document, audience, revisions, pictures)


def make_hostile_document(identifier: str = "hostile") -> Document:
    """Return a document with every hostile text in every role a text can have."""
    title = HOSTILE[1]
    meta = FrontMatter(
        identifier,
        DocumentKind.POLICY,
        title,
        "public",
        "outline-circled",
        HOSTILE[2],
        summary=HOSTILE[0],
        legal_basis=HOSTILE[3],
    )
    provisions = tuple(
        _make_hostile_provision(number, text) for number, text in enumerate(HOSTILE, 1)
    )
    return Document(meta, (Paragraph(Text(HOSTILE[0])), *provisions))


def _make_hostile_provision(number: int, text: str) -> Provision:
    value = Text(text)
    table = Table(((Cell(value), Cell(value)), (Cell(value, colspan=2),)), 2, value)
    content: tuple[Block | Provision, ...] = (
        Paragraph(value),
        table,
        Picture("chart.png", text, text),
        Provision(
            Marker("paren", (1,), "(1)"), None, None, (Paragraph(value), table), is_heading=False
        ),
        Provision(Marker("paren", (2,), "(2)"), value, None, (Paragraph(value),)),
    )
    return Provision(Marker("arabic", (number,), str(number)), value, f"p-{number}", content)


def make_png(*, extra: bytes = b"") -> bytes:
    """Return a grey picture of 4 by 2 pixels, with `extra` as a compressed remark in it."""
    parts = [b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0))]
    if extra:
        parts.append(_chunk(b"iTXt", b"Author\0\x01\0\0\0" + zlib.compress(extra)))
    parts += [_chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80\x80" * 2)), _chunk(b"IEND", b"")]
    return b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def get_model_text(document: Document) -> str:
    """Return all characters of a document's text in order, as a page must show them."""
    return document.meta.title + "".join(_get_node_text(node) for node in document.content)


def _get_node_text(node: Block | Provision) -> str:
    if isinstance(node, Paragraph):
        return str(node.text)
    if isinstance(node, Table):
        cells = "".join(str(cell.text) for row in node.rows for cell in row)
        return str(node.caption or "") + cells
    if isinstance(node, Picture):
        return node.caption or ""
    below = "".join(_get_node_text(child) for child in node.content)
    label, caption = str(node.marker or ""), str(node.caption or "")
    if node.is_heading:
        gap = "" if not label or not caption or node.has_attached_caption else " "
        return f"{label}{gap}{caption}{below}"
    has_lead = bool(node.content) and isinstance(node.content[0], Paragraph)
    return label + (" " if label and has_lead else "") + below
