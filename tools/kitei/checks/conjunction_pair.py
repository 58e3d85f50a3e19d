"""conjunction-pair: 並びに without 及び, 若しくは without 又は."""

from collections.abc import Iterator
from itertools import groupby

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, hit_at
from kitei.checks.wording import mask_quotes, occurs
from kitei.model.places import TextAt

# The word of the higher or lower step, and the word that has to stand beside it.
PAIRS = (
    (
        "並びに",
        "及び",
        "並べるものが一段なら「及び」にします。"
        "二段なら、小さい方を「及び」、大きい方を「並びに」でつなぎます。",
    ),
    (
        "若しくは",
        "又は",
        "選ぶものが一段なら「又は」にします。"
        "二段なら、大きい方を「又は」、小さい方を「若しくは」でつなぎます。",
    ),
)


def find_unpaired(texts: list[str]) -> Iterator[tuple[int, int, str, str, str]]:
    """Yield (text, offset, word, partner, advice) where the texts of a provision lack a partner."""
    if not any("並びに" in text or "若しくは" in text for text in texts):
        return
    masked = [mask_quotes(text) for text in texts]
    for word, partner, advice in PAIRS:
        if any(partner in text for text in masked):
            continue
        first = next((index for index, text in enumerate(masked) if word in text), None)
        if first is not None:
            yield first, masked[first].index(word), word, partner, advice


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the first lone 並びに or 若しくは of each provision."""
    if not occurs(scope, *(word for word, *_ in PAIRS)):
        return
    for _, group in groupby(scope.subject.texts, key=_owner):
        texts = list(group)
        found = find_unpaired([at.text.value for at in texts])
        for index, offset, word, partner, advice in found:
            yield hit_at(
                scope,
                texts[index],
                (offset, offset + len(word)),
                f"「{word}」がありますが、同じ規定に「{partner}」がありません。",
                hint=advice,
            )


def _owner(at: TextAt) -> int:
    return -1 if at.place is None else at.place.order


RULE = Rule(
    "conjunction-pair",
    Level.WARNING,
    "「並びに」に「及び」が、「若しくは」に「又は」が伴っていない。",
    "慣行: 「並びに」「若しくは」は「及び」「又は」と段を分けるときに使う。",
    check,
)
