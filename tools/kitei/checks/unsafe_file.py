"""unsafe-file: a file that is no part of a document: a link, an odd name, an unknown type."""

import re
from collections.abc import Iterable, Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import FileEntry, Hit, Scope
from kitei.model.text import Position

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|jpeg)|index\.md|(?:revisions|align)\.yml")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_KINDS = {
    "symlink": "シンボリックリンクです。リンク先がどこであれ、読みません",
    "folder": "文書のフォルダーの中にフォルダーは置けません",
    "other": "通常のファイルではありません",
}

_ALLOWED = (
    "置けるのはindex.md、revisions.yml、align.ymlと、英小文字・数字・ハイフンの名のPNG・JPEGです。"
)
_DELETE = "パソコンや編集ソフトが作ったファイルです。消してください。"
# What Finder, Explorer, Word and editors leave beside the files they show.
_LEFT_BEHIND = re.compile(
    r"\.ds_store|\._.*|thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#|.*\.(?:bak|tmp|swp)|.*~",
    re.IGNORECASE,
)


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the files beside a text that do not belong there."""
    yield from judge_files(scope.subject.files)


def judge_files(files: Iterable[FileEntry]) -> Iterator[Hit]:
    """Yield a hit for each file that may not be where it is."""
    for entry in files:
        fault = _fault(entry)
        if fault:
            name = entry.path.rsplit("/", 1)[-1]
            yield Hit(
                Position(1, 1),
                name,
                f"{fault}。",
                _DELETE if _is_left_behind(name) else _ALLOWED,
                path=entry.path,
            )


def _is_left_behind(name: str) -> bool:
    return _LEFT_BEHIND.fullmatch(name) is not None


def _fault(entry: FileEntry) -> str:
    if entry.kind != "file":
        return _KINDS[entry.kind]
    if entry.links > 1:
        return "ハードリンクされたファイルです"
    name = entry.path.rsplit("/", 1)[-1]
    is_in_document = entry.path.count("/") > 1
    if not is_in_document:
        return "文書のフォルダーの外にあるファイルです"
    if _NAME.fullmatch(name) is None or _RESERVED.fullmatch(name):
        return f"「{name}」は、文書のファイルとして使えない名前又は種類です"
    return ""


RULE = Rule(
    "unsafe-file",
    Level.ERROR,
    "リンク、使えない名前、知らない種類のファイル。",
    "kitei独自: 公開されるものはすべて名指しで許す。",
    check,
    blocks_build=True,
    check_files=judge_files,
)
