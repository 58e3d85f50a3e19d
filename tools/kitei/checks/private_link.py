"""private-link: a text links to a document that not all of its readers may see."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.links import internal_links
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.model.audience import Audience


def check(scope: Scope) -> Iterator[Hit]:
    """Yield links into a folder that the document's audience may not read, or to such a document.

    A folder is judged by the settings, so the rule holds even where the folder was not loaded.
    """
    readers = _find_readable(scope)
    folders = {folder for audience in readers for folder in audience.folders}
    names = {audience.name for audience in readers}
    by_folder = {subject.folder: subject for subject in scope.others.values()}
    for target in internal_links(scope):
        root = target.folder.partition("/")[0]
        other = by_folder.get(target.folder)
        is_hidden = other is not None and other.document.meta.audience not in names
        if is_hidden or (root in scope.settings.folders and root not in folders):
            yield hit_at(
                scope,
                target.at,
                target.span,
                "この文書の読者が見られない文書へのリンクです。",
                hint="リンクを外します。上位の文書から下位の非公開の文書へはリンクできません。",
            )


def _find_readable(scope: Scope) -> tuple[Audience, ...]:
    """Return the audiences whose documents the readers of this one may see; first the widest.

    Of an unknown audience nothing is known: it reads what everybody may.
    """
    audiences = scope.settings.audiences
    names = [audience.name for audience in audiences]
    own = scope.document.meta.audience
    return audiences[: names.index(own) + 1 if own in names else 1]


RULE = Rule(
    "private-link",
    Level.ERROR,
    "より狭い公開区分の文書へのリンク。",
    "kitei独自: リンクは上位の文書に向けてだけ張る。",
    check,
    blocks_build=True,
)
