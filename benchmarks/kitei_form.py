"""The corpus in kitei's own source form: a repository that `kitei check` reads."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import Entry, Manuscript
from benchmarks.sentences import REPOSITORY

_FOLDERS = {"policy": "policy", "standard": "standards-private", "procedure": "procedures-private"}
_RECORD = """\
- revision: "1"
  kind: enactment
  decided:
    - {by: 管理者, on: 2026-03-16, number: 見広総第41号}
    - {by: 議会, on: 2026-03-11, number: 見広議第9号}
    - {by: 監査委員, on: 2026-03-13, number: 見広監第6号}
  effective_from: 2026-04-01
  published_on: 2026-03-23
  reason: 情報資産を守るための対策の基本を定めるため。
  text_sha256: null
"""


def write_repository(root: Path, corpus: Iterable[Manuscript]) -> None:
    """Write the corpus below `root` with the settings of this repository."""
    root.mkdir(parents=True, exist_ok=True)
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    own = settings[settings.index("\n[tool.kitei]") :]
    (root / "pyproject.toml").write_text(own, encoding="utf-8")
    for manuscript in corpus:
        folder = root / _FOLDERS[manuscript.kind] / manuscript.id
        folder.mkdir(parents=True)
        text = _front_matter(manuscript) + "\n".join(_lines(manuscript))
        (folder / "index.md").write_text(text, encoding="utf-8")
        (folder / "revisions.yml").write_text(_RECORD, encoding="utf-8")


def _front_matter(manuscript: Manuscript) -> str:
    audience = "public" if manuscript.kind == "policy" else "staff"
    return f"""\
---
id: {manuscript.id}
kind: {manuscript.kind}
title: {manuscript.title}
audience: {audience}
numbering: {manuscript.numbering}
owner: 総務課
review_due: 2027-03-31
legal_basis: 地方自治法第244条の6第1項
---
"""


def _lines(manuscript: Manuscript) -> Iterator[str]:
    """Yield the lines of the body: blank ones between blocks, none inside a list."""
    is_list = False
    for entry in manuscript.entries:
        if entry.level == "item":
            yield from ([] if is_list else [""])
            yield f"- {entry.marker} {entry.text}"
        else:
            yield from ("", _heading(entry, manuscript.numbering))
            yield from ("", _linked(entry)) if entry.text else ()
        is_list = entry.level == "item"
    yield ""


def _heading(entry: Entry, numbering: str) -> str:
    id_ = "provision-" + entry.uid.rpartition("/")[2]
    if entry.level == "chapter":
        return f"# {entry.marker} {entry.caption} {{#{id_}}}"
    if numbering == "article":
        return f"## {entry.marker}（{entry.caption}） {{#{id_}}}"
    return f"## {entry.marker} {entry.caption} {{#{id_}}}"


def _linked(entry: Entry) -> str:
    """Return the text with the link to the policy behind it."""
    if not entry.link:
        return entry.text
    document, _, number = entry.link.partition("/")
    target = f"../../{_FOLDERS[document]}/{document}/index.md#provision-{number}"
    return f"{entry.text}詳細は、[情報セキュリティ基本方針]({target})の例による。"
