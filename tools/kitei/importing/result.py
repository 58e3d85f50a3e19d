"""A foreign file to the text of a document, read back and proved; nothing is written here."""

from dataclasses import dataclass, replace

from kitei.errors import ImportingError, SourceError
from kitei.importing.decoding import Decoded, decode
from kitei.importing.draft import Doubt, Draft, ImportOptions
from kitei.importing.fidelity import Proof, prove
from kitei.importing.text import read_text
from kitei.model.document import Document
from kitei.source.document_reader import read_document, write_document

_HINT = (
    "元のファイルをこの形で取り込むことができません。上の箇所を書き改めてから取り込んでください。"
)


@dataclass(frozen=True, slots=True)
class Result:
    """An imported document: `text` is the file to be written, `proof` that nothing is lost."""

    text: str
    draft: Draft
    proof: Proof


def import_text(data: bytes, options: ImportOptions) -> Result:
    """Return the document made of a plain text file, or raise ImportingError."""
    decoded = decode(data)
    draft = read_text(decoded.text, options)
    text = write_document(draft.document)
    document = _read_back(text, draft)
    proof = prove(decoded.text, draft, document)
    doubts = (*_doubt_encoding(decoded), *draft.doubts)
    return Result(text, replace(draft, doubts=doubts), proof)


def _read_back(text: str, draft: Draft) -> Document:
    """Return the document as it will be read, which has to be the one that was meant."""
    try:
        document = read_document(text, draft.meta.id)
    except SourceError as error:
        faults = "\n".join(f"  {fault.message} {fault.hint}" for fault in error.faults)
        raise ImportingError(f"{error.message}\n{faults}", error.hint) from error
    if document.meta != draft.meta or document.content != draft.content:
        label = _find_changed(document, draft)
        raise ImportingError(f"書き出した文書を読み戻すと構造が変わります（{label}）。", _HINT)
    return document


def _find_changed(document: Document, draft: Draft) -> str:
    """Return where the two trees first differ: the line in the foreign text."""
    line = 1
    for meant, found in zip(draft.document.walk(), document.walk(), strict=False):
        line = meant.position.line
        shallow = [replace(one, content=one.blocks) for one in (meant, found)]
        if shallow[0] != shallow[1] or len(meant.children) != len(found.children):
            break
    return f"元の{line}行の辺り"


def _doubt_encoding(decoded: Decoded) -> list[Doubt]:
    if decoded.is_usual:
        return []
    mark = "、BOM付き" if decoded.has_mark else ""
    what = f"文字コードが{decoded.encoding}{mark}"
    return [Doubt(1, what, "UTF-8（BOMなし）に改めた。文字は変えていない")]
