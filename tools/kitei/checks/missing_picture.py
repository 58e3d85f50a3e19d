"""missing-picture: a picture that is not beside the text."""

from collections.abc import Iterator

from kitei.checks.blocks import find_pictures
from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the pictures whose file is not in the document's folder."""
    names = {e.path.rsplit("/", 1)[-1] for e in scope.subject.files if e.kind == "file"}
    for picture in find_pictures(scope):
        if picture.source not in names:
            yield Hit(
                picture.position,
                picture.source,
                f"図のファイル「{picture.source}」が文書のフォルダーにありません。",
                "PNG又はJPEGをindex.mdと同じフォルダーに置きます。",
            )


RULE = Rule(
    "missing-picture",
    Level.ERROR,
    "図のファイルがない。",
    "kitei独自。",
    check,
    yields_to=("unsafe-markup",),
    blocks_build=True,
)
