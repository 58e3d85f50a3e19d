"""Comparisons to be rendered, and readers that get the edits back out of each medium."""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby
from typing import Any

import docx
from markdown_it import MarkdownIt

from kitei.compare.comparison import compare_documents
from kitei.compare.comparison_table import Part
from kitei.compare.following import follow_provisions
from kitei.compare.run import Run, RunKind
from kitei.compare.stale_references import find_stale_references
from kitei.compare.table_options import PRESETS
from kitei.compare.tabulation import make_table
from kitei.model.document import Document
from kitei.model.text import measure_width
from kitei.render.comparison_report import ComparisonReport, TextName
from tests.compare.building import make_document

# What the media write between lines and cells, each in its own way.
LAYOUT = re.compile(r"[\s｜↵]")
# The marked characters of a row: those of the new cell, those of the old one.
Edit = tuple[str, str]

KINDS = """\
## 1 目的 {#purpose}

情報資産を守る。

## 2 定義 {#terms}

- (1) 職員 本組合の職員をいう。
- (2) 端末 業務に用いるパソコンをいう。
- (3) 記録 保存した事実をいう。

## 3 組織 {#bodies}

管理者は、責任者を置く。

| 役 | 人 |
|---|---|
| 責任者 | 管理者 |
| 担当者 | 総務課長 |

## 4 見直し {#review}

毎年、見直しを行う。
"""
# Reworded, added, removed, renumbered, moved, a caption, a cell, a row; and words of Markdown.
CHANGED = """\
## 1 目的 {#purpose}

情報資産及び*記録*を守る。[a]|b|<ins>c</ins> & d `e` $f$ ~~g~~

## 2 点検 {#checks}

点検を行う。結果は、@soumu に #12 として報告する。

## 3 定義 {#terms}

- (1) 端末 業務に用いるパソコンをいう。
- (2) 職員 本組合の職員をいう。

## 4 体制 {#bodies}

管理者は、責任者を置く。

| 役 | 人 |
|---|---|
| 責任者 | 副管理者 |
| 担当者 | 総務課長 |
| 補助者 | 職員 |

## 5 見直し {#review}

上記4の見直しを行う。
"""
PARTED = ("## 1 目的 {#a}\n\n守る。使う。\n", "## 1 目的 {#a}\n\n守る。\n\n使う。\n")
PICTURE = ("## 1 図 {#a}\n\n![組織](a.png)\n", "## 1 図 {#a}\n\n![体制](b.png)\n")
CASES = {
    "kinds": (KINDS, CHANGED),
    "back": (CHANGED, KINDS),
    "parted": PARTED,
    "picture": PICTURE,
    "same": (KINDS, KINDS),
    "all": (KINDS, "## 1 全く別 {#x}\n\n何も残らない文である。\n"),
    "width": ("## 1 目的 {#a}\n\n第１を守る。\n", "## 1 目的 {#a}\n\n第1を守る。\n"),
}


def make_report(old: Document, new: Document, preset: str = "jichitai") -> ComparisonReport:
    """Return the report on two documents."""
    comparison = compare_documents(old, new)
    return ComparisonReport(
        comparison,
        make_table(comparison, PRESETS[preset]),
        TextName("版1（制定）", old.meta.title, "1"),
        TextName("作業中の本文", new.meta.title),
        find_stale_references(follow_provisions(comparison)),
    )


def make_case(name: str, preset: str = "jichitai") -> ComparisonReport:
    """Return the report on a case."""
    old, new = CASES[name]
    return make_report(make_document(old), make_document(new), preset)


def list_edits(report: ComparisonReport) -> list[Edit]:
    """Return what the table itself marks, row by row; rows without marks are left out."""
    return _drop_empty((_collect(row.new), _collect(row.old)) for row in report.table.rows)


def _collect(parts: tuple[Part, ...]) -> str:
    runs = [run for part in parts for run in (*part.label, *part.caption, *part.text)]
    return _join(run.text for run in runs if run.kind is not RunKind.EQUAL)


def list_cells(report: ComparisonReport) -> list[tuple[str, str]]:
    """Return all characters of both cells of every row."""
    return [(_spell(row.new), _spell(row.old)) for row in report.table.rows]


def _spell(parts: tuple[Part, ...]) -> str:
    return _join(
        "".join(run.text for run in (*part.label, *part.caption, *part.text)) + part.note
        for part in parts
    )


def _join(texts: Iterable[str]) -> str:
    return LAYOUT.sub("", "".join(texts))


def _drop_empty(edits: Iterator[Edit]) -> list[Edit]:
    return [edit for edit in edits if any(edit)]


# Text


def read_text(text: str, width: int | None) -> list[Edit]:
    """Return the edits of a table in a terminal."""
    rows = [list(lines) for is_rule, lines in _group_rows(text) if not is_rule]
    wide = width is not None and width >= 84
    return _drop_empty(map(_read_wide if wide else _read_narrow, rows[1:]))


def _group_rows(text: str) -> Iterator[tuple[bool, Any]]:
    yield from groupby(text.splitlines(), key=lambda line: line.startswith("-----"))


def _read_wide(lines: list[str]) -> Edit:
    pairs = [line.partition(" |") for line in lines if " |" in line]
    return (_find_marks("".join(p[0].rstrip(" ") for p in pairs)), _find_marks_right(pairs))


def _find_marks_right(pairs: list[tuple[str, str, str]]) -> str:
    return _find_marks("".join(pair[2] for pair in pairs))


def _read_narrow(lines: list[str]) -> Edit:
    cells = {"改正前": "", "改正後": "", "共通": ""}
    name = ""
    for line in lines:
        heading, bar, rest = line.partition(" | ")
        if bar:
            name = heading.strip() or name
            cells[name] += rest
    assert not _find_marks(cells["共通"])
    return _find_marks(cells["改正後"]), _find_marks(cells["改正前"])


def _find_marks(text: str) -> str:
    found = re.findall(r"\[-(.*?)-\]|\{\+(.*?)\+\}", text)
    return LAYOUT.sub("", "".join(one or two for one, two in found))


def find_widest(text: str) -> int:
    """Return the columns of the widest line."""
    return max(map(measure_width, text.splitlines()))


# Markdown and HTML


class _Tables(HTMLParser):
    """Collects the cells of every row, whole and what is marked in them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[list[str]]] = []
        self.depth = 0
        self.marks = 0
        self.unseen = 0
        self.is_cell = False
        self.items: list[str] = []
        self.is_item = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "table"
        if tag == "tr" and self.depth == 1:
            self.rows.append([])
        elif tag in ("td", "th") and self.depth == 1:
            self.rows[-1].append(["", ""])
            self.is_cell = True
        elif tag == "li":
            self.items.append("")
            self.is_item = True
        elif tag in ("ins", "del"):
            self.marks += 1
        elif ("class", "unseen") in attrs:
            self.unseen += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"
        if tag in ("td", "th") and self.depth == 1:
            self.is_cell = False
        elif tag == "li":
            self.is_item = False
        elif tag in ("ins", "del"):
            self.marks -= 1
        elif tag == "span" and self.unseen:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        if self.unseen:
            return
        if self.is_item:
            self.items[-1] += data
        if self.is_cell:
            cell = self.rows[-1][-1]
            cell[0] += data
            cell[1] += data if self.marks else ""


def _parse(html: str) -> _Tables:
    parser = _Tables()
    parser.feed(html)
    parser.close()
    return parser


def show_markdown(text: str) -> str:
    """Return the page that a forge makes of Markdown."""
    page: str = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    return page


def read_rows(text: str) -> list[list[list[str]]]:
    """Return the rows of the table of Markdown; for each cell its characters and the marked."""
    return _read_rows(show_markdown(text))


def _read_rows(html: str) -> list[list[list[str]]]:
    rows = _parse(html).rows[1:]
    return [[[LAYOUT.sub("", part) for part in cell] for cell in row] for row in rows]


def read_markdown(text: str) -> list[Edit]:
    """Return the edits of a table in Markdown."""
    return _drop_empty((row[0][1], row[1][1]) for row in read_rows(text))


def read_html(html: str) -> list[Edit]:
    """Return the edits of the table on a page."""
    return _drop_empty((row[0][1], row[1][1]) for row in _read_rows(html) if len(row) > 1)


def read_word(content: bytes) -> list[Edit]:
    """Return the edits of the table in a Word file: what is underlined in its cells."""
    tables = docx.Document(BytesIO(content)).tables
    rows = [row for row in tables[0]._tbl.tr_lst[1:] if len(row.tc_lst) > 1] if tables else []
    return _drop_empty((_underlined(row.tc_lst[0]), _underlined(row.tc_lst[1])) for row in rows)


def _underlined(cell: Any) -> str:
    runs = cell.xpath(".//w:r[w:rPr/w:u]")
    words = [text.text or "" for run in runs for text in run.xpath("w:t")]
    # A picture stands there itself; its words are told to those who do not see it.
    return _join([*words, *cell.xpath(".//wp:docPr/@descr")])


def read_items(html: str) -> list[str]:
    """Return the items of all lists of a page."""
    return _parse(html).items


# JSON


def read_json(text: str) -> list[Edit]:
    """Return the edits of the table in JSON."""
    rows = json.loads(text)["table"]["rows"]
    return _drop_empty((_collect_json(row["new"]), _collect_json(row["old"])) for row in rows)


def _collect_json(parts: list[dict[str, Any]]) -> str:
    names = ("label", "caption", "text")
    runs = [run for part in parts for name in names for run in part[name]]
    return _join(run["text"] for run in runs if run["kind"] != "equal")


def make_run(entry: dict[str, str]) -> Run:
    """Return a run as JSON tells it."""
    return Run(RunKind(entry["kind"]), entry["text"])
