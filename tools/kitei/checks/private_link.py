"""private-link: a text links to a document that not all of its readers may see."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.links import internal_links
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at


def check(scope: Scope) -> Iterator[Hit]:
    """Yield links into a folder that the document's audience may not read, or to such a document.

    A folder is judged by the settings, so the rule holds even where the folder was not loaded.
    """
    order = [audience.name for audience in scope.settings.audiences]
    own = scope.document.meta.audience
    if own not in order:
        return
    readable = order[: order.index(own) + 1]
    folders = {
        f
        for audience in scope.settings.audiences
        if audience.name in readable
        for f in audience.folders
    }
    by_folder = {subject.folder: subject for subject in scope.others.values()}
    for target in internal_links(scope):
        root = target.folder.split("/")[0]
        other = by_folder.get(target.folder)
        hidden = other is not None and other.document.meta.audience not in readable
        if hidden or (root in scope.settings.folders and root not in folders):
            yield hit_at(
                scope,
                target.at,
                (target.link.start, target.link.end),
                "この文書の読者が見られない文書へのリンクです。",
                hint="リンクを外します。上位の文書から下位の非公開の文書へはリンクできません。",
            )


RULE = Rule(
    "private-link",
    Level.ERROR,
    "より狭い公開区分の文書へのリンク。",
    "kitei独自: リンクは上位の文書に向けてだけ張る。",
    check,
    blocks_build=True,
)
