"""missing-caption: some siblings have captions, this one has none."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_on
from kitei.model.places import Place
from kitei.model.siblings import Run, numbered_runs


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the provisions without a caption among captioned siblings; deleted ones have none."""
    for run in numbered_runs(scope.subject.places):
        for place in _find_bare(run):
            yield hit_on(
                scope,
                place,
                f"並びのほかの規定には見出しがありますが、「{place.provision.label}」にはありません。",
                hint="見出しを付けるか、並びの見出しをそろえます。",
            )


def _find_bare(run: Run) -> list[Place]:
    places = [item.place for item in run if not item.place.provision.is_deleted]
    bare = [place for place in places if not place.provision.caption]
    if len(bare) == len(places):
        return []
    if run[0].marker.kind == "article":
        # Articles may share the caption that stands before the first of them.
        return [place for place in places[:1] if not place.provision.caption]
    return bare


RULE = Rule(
    "missing-caption",
    Level.WARNING,
    "同じ並びで、見出しのある規定とない規定が混じる。",
    "慣行: 見出しは並びを通して付ける。条は共通見出しを持てる。",
    check,
)
