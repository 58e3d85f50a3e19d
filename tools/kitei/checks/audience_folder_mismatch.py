"""audience-folder-mismatch: front matter and folder disagree on who may read a document."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.locating import locate_value
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope


def check(scope: Scope) -> Iterator[Hit]:
    """Yield an audience unknown to the settings or not allowed here, an id unlike its folder."""
    meta, audiences = scope.document.meta, scope.settings.audiences
    root, _, name = scope.subject.folder.partition("/")
    allowed = [audience.name for audience in audiences if root in audience.folders]
    known = [audience.name for audience in audiences]
    if meta.audience not in known:
        message = f"公開区分「{meta.audience}」は設定にありません。"
        yield _hit(scope, "audience", meta.audience, message, f"使えるもの: {'、'.join(known)}")
    elif meta.audience not in allowed:
        message = f"公開区分「{meta.audience}」の文書は、フォルダー「{root}」に置けません。"
        hint = f"「{root}」に置けるのは{'、'.join(allowed)}です。文書を移すか区分を改めます。"
        yield _hit(scope, "audience", meta.audience, message, hint)
    if meta.id != name:
        message = f"id「{meta.id}」がフォルダーの名「{name}」と違います。"
        yield _hit(scope, "id", meta.id, message, "idとフォルダーの名を同じにします。")


def _hit(scope: Scope, key: str, found: str, message: str, hint: str) -> Hit:
    return Hit(locate_value(scope.document, key, found), found, message, hint)


RULE = Rule(
    "audience-folder-mismatch",
    Level.ERROR,
    "公開区分又はidが、置かれたフォルダーと合わない。",
    "kitei独自: 公開区分は前書きとフォルダーの両方で確かめる。",
    check,
    blocks_build=True,
)
