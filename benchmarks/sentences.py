"""Sentences of the repository's own documents, sorted by what they can be recombined to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kitei.model.document import Document, DocumentKind
from kitei.model.provision import Provision
from kitei.model.references import find_references
from kitei.model.text import Text
from kitei.source.document_reader import read_document

REPOSITORY = Path(__file__).resolve().parents[1]
# Words that only make sense beside another sentence, or where their document stands.
_BOUND = re.compile(
    r"[「」（）\u3000[\]()*_`<>&#|\\]|当該|前記|後記|ただし|この限りで|本|この|その|同じ"
)
_COUNTED = re.compile(
    "[一二三四五六七八九十0-9](?:つ|項目|点|段階|種類|区分|号)|いずれか|それぞれ|順"
)
_LEAD = re.compile("次に掲げる(?:事項|措置|対策|業務)")
_LONGEST = 80
_PLAIN = re.compile("(?<!こと)(?<!をいう)。$")
_ACT = re.compile("[^。]*こと。")
_CAPTION = re.compile("[一-鿿ァ-ヶーぁ-ん]{3,14}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """Pools to draw from, each in the order of the documents and without doubles.

    `plain` stand alone; `leads` announce a list; `nouns` and `acts` are items without and with a
    full stop; `captions` name a provision, `sections` are those that a policy must have.
    """

    plain: tuple[str, ...]
    leads: tuple[str, ...]
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    captions: tuple[str, ...]
    sections: tuple[str, ...]


@cache
def read_sentences() -> Sentences:
    """Return the sentences of all documents in this repository."""
    provisions = [(node, document) for document in _read_documents() for node in document.walk()]
    texts = [str(text) for provision in provisions for text in _free_texts(*provision)]
    names = (str(node.caption) for node, _ in provisions if node.caption and node.is_heading)
    return Sentences(
        plain=_once(text for text in texts if _PLAIN.search(text) and "次" not in text),
        leads=_once(text for text in texts if _LEAD.search(text) and text.count("。") == 1),
        nouns=_once(text for text in texts if "。" not in text),
        acts=_once(text for text in texts if _ACT.fullmatch(text) and "次" not in text),
        captions=_once(name for name in names if _CAPTION.fullmatch(name)),
        sections=_once(
            str(node.caption)
            for node, document in provisions
            if node.caption
            and document.meta.kind is DocumentKind.POLICY
            and node in document.children
        ),
    )


def _read_documents() -> Iterator[Document]:
    for file in sorted(REPOSITORY.glob("[ps]*/*/index.md")):
        yield read_document(file.read_text(encoding="utf-8"), str(file))


def _free_texts(provision: Provision, document: Document) -> Iterator[Text]:
    """Yield the texts that cite nothing, link nowhere and count nothing."""
    for block in provision.blocks:
        text = getattr(block, "text", None)
        if text is None or text.links or find_references(str(text), document.style):
            continue
        is_bound = _BOUND.search(str(text)) or _COUNTED.search(str(text))
        if not is_bound and len(str(text)) <= _LONGEST:
            yield text


def _once(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
