"""stale-reference: a reference that stayed as it was while the provision it means moved or went."""

from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, StaleCitation, hit_at


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the references that no longer lead where they led in the text before."""
    for stale in scope.stale:
        old, new = "、".join(stale.old_labels), "、".join(stale.new_labels)
        moved = f"今の{new}です" if new else "今の本文にありません"
        span = stale.start, stale.end
        found = stale.at.text.value[stale.start : stale.end]
        message = f"引用「{found}」が前の本文で指していた{old}は、{moved}。"
        yield hit_at(scope, stale.at, span, message, hint=_advise(stale))


def _advise(stale: StaleCitation) -> str:
    if stale.new_labels:
        return f"kitei renumber {stale.document} で、符号と引用をまとめて改められます。"
    return "引用を別の規定に改めるか、削ります。"


RULE = Rule(
    "stale-reference",
    Level.ERROR,
    "引用した規定が動いたのに、引用が改められていない。",
    "慣行: 条項が動いたときは、それを引く規定も改める（ハネ）。",
    check,
)
