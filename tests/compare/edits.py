"""Random edits of a document whose provisions are known, so that the truth is known too."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from kitei.model.document import Document
from tests.compare.building import make_document

_WORDS = (
    *("情報資産", "電磁的記録媒体", "管理者", "職員等", "委託事業者", "ネットワーク", "監査委員"),
    *("通信回線", "点検", "訓練", "障害", "記録", "端末", "構成市町", "住民", "書面", "手順"),
    *("会計年度", "審査", "台帳", "鍵", "施錠", "区画", "経路", "暗号", "認証", "複写", "廃棄"),
)
_LINKS = ("及び", "又は", "に関する", "のうち", "を除く", "における", "の", "に係る", "並びに")
_ENDS = ("を定める。", "を行う。", "を確かめる。", "に報告する。", "を禁止する。", "とする。")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
OUTLINE, ARTICLE = "outline-circled", "article"
# How a numbering style writes the heading of a section and the marker of an item.
FORMS = {
    OUTLINE: ("{number} {caption}", "{circled}"),
    ARTICLE: ("第{number}条（{caption}）", "({number})"),
}


@dataclass
class Node:
    """A provision of the manuscript; `uid` is the truth that the comparison has to find.

    `skipped` numbers before it stand for nothing.
    """

    uid: str
    caption: str
    text: str
    children: list["Node"] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    skipped: int = 0


@dataclass
class Author:
    """Writes and edits manuscripts with dice of its own."""

    dice: Random
    has_ids: bool
    count: int = 0

    def write(self, size: int) -> list[Node]:
        """Return a manuscript of so many sections with items, some with a table."""
        return [self.write_section() for _ in range(size)]

    def write_section(self) -> Node:
        """Return a section of its own words."""
        caption = "".join(self.dice.sample(_WORDS, 2))
        section = self._new(caption, self.sentence())
        section.children = [self._new("", self.sentence()) for _ in range(self.dice.randrange(5))]
        if self.dice.random() < 0.2:
            section.rows = [self._row() for _ in range(self.dice.randrange(2, 5))]
        return section

    def sentence(self) -> str:
        """Return a sentence that hardly occurs twice."""
        words = self.dice.sample(_WORDS, self.dice.randrange(4, 9))
        joined = "".join(word + self.dice.choice(_LINKS) for word in words[:-1])
        return joined + words[-1] + self.dice.choice(_ENDS)

    def edit(self, sections: list[Node], name: str) -> bool:
        """Make one edit, by its name, wherever the dice say; return whether it made a difference.

        There is none to make where nothing follows that could be merged.
        """
        before = copy(sections)
        getattr(self, f"_{name}")(sections)
        return before != sections

    def _new(self, caption: str, text: str) -> Node:
        self.count += 1
        return Node(f"n{self.count}", caption, text)

    def _row(self) -> list[str]:
        return [self.dice.choice(_WORDS), self.sentence().replace("。", "")]

    def _pick(self, sections: list[Node]) -> tuple[list[Node], int]:
        """Return a list of siblings and a place in it."""
        lists = [sections, *(section.children for section in sections if section.children)]
        siblings = self.dice.choice([each for each in lists if each] or [[self._new("", "空。")]])
        return siblings, self.dice.randrange(len(siblings))

    def _insert(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        is_section = siblings is sections
        new = self.write_section() if is_section else self._new("", self.sentence())
        siblings.insert(place, new)

    def _delete(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        if len(siblings) > 1:
            del siblings[place]

    def _reword(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        word = self.dice.choice(_WORDS)
        siblings[place].text = f"{word}、{siblings[place].text[2:]}"

    def _rewrite(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        siblings[place].text = self.sentence()

    def _recaption(self, sections: list[Node]) -> None:
        self.dice.choice(sections).caption = "".join(self.dice.sample(_WORDS, 2))

    def _move(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        node = siblings.pop(place)
        target = siblings
        if siblings is not sections:
            target = self.dice.choice(sections).children
        target.insert(self.dice.randrange(len(target) + 1), node)

    def _renumber(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        node = siblings[place]
        node.skipped = node.skipped + 1 if node.skipped < 2 else 0

    def _split(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        node = siblings[place]
        half = len(node.text) // 2
        part = self._new("", node.text[half:])
        node.text = node.text[:half] + "。"
        if siblings is sections:
            part.caption = "".join(self.dice.sample(_WORDS, 2))
        siblings.insert(place + 1, part)

    def _merge(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        if len(siblings) > 1:
            place = min(place, len(siblings) - 2)
            node, gone = siblings[place], siblings.pop(place + 1)
            node.text = node.text[:-1] + "、" + gone.text
            node.children += gone.children

    def _reformat(self, sections: list[Node]) -> None:
        siblings, place = self._pick(sections)
        siblings[place].text = siblings[place].text.replace("、", "、 ").replace("。", " 。")

    def _tabulate(self, sections: list[Node]) -> None:
        section = self.dice.choice(sections)
        if not section.rows:
            section.rows = [self._row(), self._row()]
        elif self.dice.random() < 0.5:
            section.rows.insert(1, self._row())
        else:
            section.rows[-1][-1] += "等"


EDITS = (
    *("insert", "delete", "reword", "rewrite", "recaption", "move", "renumber", "split", "merge"),
    *("reformat", "tabulate"),
)


def copy(nodes: list[Node]) -> list[Node]:
    """Return the manuscript as another one that can be edited."""
    return [
        replace(node, children=copy(node.children), rows=[list(row) for row in node.rows])
        for node in nodes
    ]


def render(sections: list[Node], *, has_ids: bool, numbering: str = OUTLINE) -> Document:
    """Return the manuscript as a document; numbers follow the order."""
    lines = _render(sections, *FORMS[numbering], has_ids=has_ids)
    return make_document("\n".join(lines) + "\n", numbering=numbering)


def list_nodes(sections: list[Node]) -> list[Node]:
    """Return all nodes in the order of the text."""
    return [node for section in sections for node in (section, *section.children)]


def _render(
    sections: list[Node], heading: str, item_marker: str, *, has_ids: bool
) -> Iterator[str]:
    for number, section in _number(sections):
        id_ = f" {{#{section.uid}}}" if has_ids else ""
        title = heading.format(number=number, caption=section.caption)
        yield from (f"## {title}{id_}", "", section.text, "")
        for count, item in _number(section.children):
            marker = item_marker.format(number=count, circled=CIRCLED[(count - 1) % len(CIRCLED)])
            yield f"- {marker} {item.text}" + (f" {{#{item.uid}}}" * has_ids)
        yield ""
        if section.rows:
            yield from ("| 名称 | 内容 |", "|---|---|")
            yield from (f"| {' | '.join(row)} |" for row in section.rows)
            yield ""


def _number(nodes: list[Node]) -> Iterator[tuple[int, Node]]:
    number = 0
    for node in nodes:
        number += 1 + node.skipped
        yield number, node
