"""definition-drift: a standard or procedure gives a term another meaning than its policy does."""

import re
import unicodedata
from collections.abc import Iterator

from kitei.checks.finding import Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Hit, Scope, Subject, hit_at
from kitei.checks.uses import name_at
from kitei.model.document import DocumentKind
from kitei.model.provision import Paragraph
from kitei.model.terms import Definition

# What hands on to the policy cannot differ from it: 基本方針に規定する情報資産をいう。
_HANDS_ON = re.compile("(?:方針|ポリシー)[^。]{0,20}(?:規定|定め|定義|掲げ)")
_ENDING = re.compile("(?:こと|もの)?をいう。?$|。$")


def check(scope: Scope) -> Iterator[Hit]:
    """Yield the terms whose definition differs from the policy's."""
    if scope.document.meta.kind is DocumentKind.POLICY:
        return
    meanings = _list_meanings(scope)
    for definition in scope.subject.terms.definitions:
        known = meanings.get(definition.name)
        own = _read_gloss(definition)
        if known is None or not own or definition.scope or _HANDS_ON.search(own):
            continue
        title, gloss = known
        if _make_key(own) != _make_key(gloss):
            yield hit_at(
                scope,
                *name_at(definition),
                f"「{definition.name}」の定義が、{title}の定義「{gloss}」と違います。",
                hint="方針の定義にそろえるか、「方針において使用する用語の例による」とします。"
                "違うものなら別の語にします。",
            )


def _list_meanings(scope: Scope) -> dict[str, tuple[str, str]]:
    """Return title and definition by the term, of every policy."""
    return {
        definition.name: (policy.document.meta.title, gloss)
        for policy in _list_policies(scope)
        for definition in policy.terms.definitions
        if not definition.scope and (gloss := _read_gloss(definition))
    }


def _list_policies(scope: Scope) -> list[Subject]:
    found = scope.others.values()
    return [other for other in found if other.document.meta.kind is DocumentKind.POLICY]


def _read_gloss(definition: Definition) -> str:
    """Return what is said of a term: behind its name, or below it where it is a caption."""
    place = definition.place
    if definition.kind == "inline":
        sentence = definition.text.value[definition.end :].partition("。")[0]
        return sentence.removeprefix("」とは、")
    if place is not None and place.provision.caption is definition.text:
        blocks = place.provision.blocks
        return "".join(str(block.text) for block in blocks if isinstance(block, Paragraph))
    return definition.text.value.partition("\u3000")[2]


def _make_key(gloss: str) -> str:
    return _ENDING.sub("", "".join(unicodedata.normalize("NFKC", gloss).split()))


RULE = Rule(
    "definition-drift",
    Level.WARNING,
    "対策基準又は実施手順の用語の定義が、基本方針と違う。",
    "慣行: 下位の文書は、上位の文書の用語の例による。",
    check,
)
