"""missing-caption: some siblings have captions, this one has none."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.checks.siblings import numbered_runs
from kitei.model.places import Place


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions without a caption among captioned siblings.

    Consecutive articles may share the caption before the first; deleted ones have none.
    """
    for run in numbered_runs(scope):
        places = [place for place, _ in run]
        if not any(place.provision.caption for place in places):
            continue
        shares = scope.document.style.has_articles and run[0][1].kind == "article"
        for index, place in enumerate(places):
            if place.provision.caption or place.provision.is_deleted:
                continue
            if not (shares and index and _has_caption(places[:index])):
                yield _hit(scope, place)


def _has_caption(before: list[Place]) -> bool:
    return any(place.provision.caption for place in before)


def _hit(scope: Scope, place: Place) -> Hit:
    return hit_on(
        scope,
        place,
        f"同じ並びのほかの規定には見出しがありますが、「{place.provision.label}」にはありません。",
        hint="見出しを付けるか、並びの見出しをそろえます。",
    )


RULE = Rule(
    "missing-caption",
    Level.WARNING,
    "同じ並びで、見出しのある規定とない規定が混じる。",
    "慣行: 見出しは並びを通して付ける。条は共通見出しを持てる。",
    check,
)
