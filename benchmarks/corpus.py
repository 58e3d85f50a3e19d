"""Corpora for the benchmarks: sentences of the repository's own documents, recombined.

The same numbers always give the same corpus. It is a value, so that every tool is given the same
provisions, each in its own form.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from benchmarks.sentences import Sentences, read_sentences
from kitei.model.numerals import format_kanji

SMALLEST = 10  # provisions in a document: purpose and definitions, and some more
ORGANISATION = "見本広域事務組合"
# A document of so many provisions has chapters.
_LONG = 100
# Every so manieth article cites an earlier one, links to the policy, begins a chapter.
_CITES, _LINKS, _BEGINS_CHAPTER = 2, 10, 12

Level = Literal["chapter", "article", "item"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision: `uid` is unique in the corpus, `link` the uid of the one it links to."""

    uid: str
    level: Level
    marker: str
    caption: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document of the corpus with its provisions in the order of the text."""

    id: str
    kind: str
    title: str
    numbering: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a numbering style marks an article and an item and cites an article.

    `is_statute` says that it has chapters, and 項 below the articles.
    """

    article: Callable[[int], str]
    item: Callable[[int], str]
    citation: str
    is_statute: bool = False


STYLES = {
    "outline": Style(str, lambda n: f"({n})", "上記{}により、"),
    "outline-ordinal": Style(lambda n: f"第{n}", str, "第{}により、"),
    "article": Style(
        lambda n: f"第{n}条", lambda n: f"({n})", "第{}条の規定により、", is_statute=True
    ),
}
TERMS = {
    "情報資産": "組合が保有し、又は管理する情報及び情報を取り扱う機器をいう。",
    "電磁的記録媒体": "情報を電子的又は磁気的な方式で記録し、保存するための物をいう。",
    "情報システム": "機器を組み合わせ、一定の情報処理を行う仕組みをいう。",
    "ネットワーク": "コンピュータを互いにつなぐ通信網をいう。",
    "職員等": "組合の業務に携わる全ての者をいう。",
    "委託事業者": "組合から業務の委託を受けた者をいう。",
}


def make_corpus(provisions: int, documents: int = 3) -> tuple[Manuscript, ...]:
    """Return exactly so many provisions in so many documents: a policy, a standard, procedures."""
    share, rest = divmod(provisions, documents)
    if share < SMALLEST:
        raise ValueError(f"{provisions} provisions are too few for {documents} documents")
    return tuple(_make_manuscript(index, share + (index < rest)) for index in range(documents))


def _make_manuscript(index: int, size: int) -> Manuscript:
    kind = ("policy", "standard", "procedure")[min(index, 2)]
    numbering = ("outline", "article", "outline-ordinal")[index if index < 3 else 1 + index % 2]
    number = f"実施手順第{format_kanji(index - 1)}号" if index > 1 else ""
    names = {"policy": "基本方針", "standard": "対策基準", "procedure": number}
    id_ = kind if index < 2 else f"{kind}-{index - 1}"
    author = _Author(id_, STYLES[numbering], size, random.Random(id_))
    author.write()
    title = f"{ORGANISATION}情報セキュリティ{names[kind]}"
    return Manuscript(id_, kind, title, numbering, tuple(author.entries))


@dataclass(slots=True)
class _Author:
    """Writes one document, drawing its sentences with dice of its own."""

    document: str
    style: Style
    size: int
    dice: random.Random
    articles: int = 0
    chapters: int = 0
    entries: list[Entry] = field(default_factory=list)
    sentences: Sentences = field(default_factory=read_sentences)

    @property
    def room(self) -> int:
        """How many provisions are still to be written."""
        return self.size - len(self.entries)

    def write(self) -> None:
        """Fill `entries` with as many provisions as were asked for."""
        text = f"{ORGANISATION}（以下「本組合」という。）の対策の基本を定め、本組合の資産を守る。"
        self._add_article("目的", text)
        if self.document == "policy":
            self._add_article("定義", "次に掲げる用語の意義は、それぞれに定めるところによる。")
            self._add_items(f"{term}\u3000{gloss}" for term, gloss in TERMS.items())
            for section in self.sentences.sections[2 : 2 + self.room]:
                self._add_article(section, self._draw(self.sentences.plain))
        while self.room:
            self._write_article()

    def _write_article(self) -> None:
        """Add an article: a sentence or a list, and further 項 below where the style has them."""
        has_chapters = self.style.is_statute and self.size >= _LONG
        if has_chapters and self.articles % _BEGINS_CHAPTER == 2 and self.room > 1:
            self.chapters += 1
            self._add("chapter", f"第{self.chapters}章", self._draw(self.sentences.captions), "")
        caption = self._draw(self.sentences.captions)
        length = min(self.room - 1, 2 + self._throw(4))
        if length >= 2 and self._throw(2):
            self._add_article(caption, self._draw(self.sentences.leads))
            pool = self._draw((self.sentences.nouns, self.sentences.acts))
            self._add_items(self._draw(pool) for _ in range(length))
        else:
            self._add_article(caption, self._cite() + self._draw(self.sentences.plain))
        if self.style.is_statute:
            self._add_paragraphs(min(self.room, self._throw(4)))

    def _cite(self) -> str:
        """Return words that cite an earlier article, or none."""
        if self.articles % _CITES:
            return ""
        return self.style.citation.format(1 + self._throw(self.articles))

    def _add_article(self, caption: str, text: str) -> None:
        self.articles += 1
        is_linked = self.document != "policy" and self.articles % _LINKS == 2
        marker = self.style.article(self.articles)
        self._add("article", marker, caption, text, "policy/1" if is_linked else "")

    def _add_items(self, texts: Iterable[str]) -> None:
        for number, text in enumerate(texts, 1):
            self._add("item", self.style.item(number), "", text)

    def _add_paragraphs(self, count: int) -> None:
        for number in range(2, 2 + count):
            before = "前項の規定により、" if self._throw(2) else ""
            self._add("item", str(number), "", before + self._draw(self.sentences.plain))

    def _add(self, level: Level, marker: str, caption: str, text: str, link: str = "") -> None:
        uid = f"{self.document}/{len(self.entries) + 1}"
        self.entries.append(Entry(uid, level, marker, caption, text, link))

    def _draw(self, pool: Sequence[T]) -> T:
        return pool[self._throw(len(pool))]

    def _throw(self, sides: int) -> int:
        """Return 0 to sides - 1; only `random()` gives the same numbers in every Python."""
        return int(self.dice.random() * sides)
