"""The rules of structure on two long laws, whose numbering is right; two faults are planted."""

from dataclasses import replace

import pytest

from kitei.checks import (
    contents_mismatch,
    duplicate_marker,
    empty_provision,
    item_count_mismatch,
    level_skipped,
    marker_out_of_order,
    marker_style_mixed,
    missing_list,
    nesting_mismatch,
    numbering_gap,
    withheld_chapter_undeclared,
)
from kitei.checks.scope import Hit, Scope, Subject
from kitei.model.provision import Provision
from kitei.source.markdown_reader import Content
from tests.checks.rule_cases import TODAY, make_sample_settings
from tests.model.conftest import read_law

LAWS = {
    "local-autonomy-act/2026-06-14.md": 2_000,
    "personal-information-protection-act/2026-06-24.md": 700,
}
RULES = (
    contents_mismatch,
    duplicate_marker,
    empty_provision,
    item_count_mismatch,
    level_skipped,
    marker_out_of_order,
    marker_style_mixed,
    nesting_mismatch,
    withheld_chapter_undeclared,
)
# 附則 of the first law left out 第三条 and 第十二条 without a word.
TRUE_GAPS = {"附則第四条", "附則第十三条"}


def make_scope(law: str) -> Scope:
    subject = Subject(read_law(law), folder="policy/sample")
    return Scope(subject, make_sample_settings(), TODAY)


def describe(hits: list[Hit]) -> list[str]:
    return [f"{hit.address} {hit.message}" for hit in hits]


@pytest.mark.parametrize("law", LAWS)
def test_the_numbering_of_a_law_is_sound(law: str) -> None:
    scope = make_scope(law)
    assert len(scope.subject.places.all) > LAWS[law]
    hits = [hit for rule in RULES for hit in rule.RULE.check(scope)]
    assert describe(hits) == []
    gaps = [hit for hit in numbering_gap.RULE.check(scope) if hit.address not in TRUE_GAPS]
    assert describe(gaps) == []


def test_one_promise_of_a_list_at_most_is_wrongly_found_broken() -> None:
    hits, promises = [], 0
    for law in LAWS:
        scope = make_scope(law)
        hits += missing_list.RULE.check(scope)
        promises += sum(
            len(missing_list.PROMISE.findall(at.text.value)) for at in scope.subject.texts
        )
    assert promises > 150
    # Its table is not in this reader's document.
    assert [hit.address for hit in hits] == ["第百六条第二項"]


def drop(content: Content, dropped: Provision) -> Content:
    """Return a content without one of the provisions in it."""
    kept = (node for node in content if node is not dropped)
    return tuple(
        replace(node, content=drop(node.content, dropped)) if isinstance(node, Provision) else node
        for node in kept
    )


def test_an_article_taken_out_of_a_law_is_missed() -> None:
    scope = make_scope("personal-information-protection-act/2026-06-24.md")
    document = scope.document
    articles = [p for p in document.walk() if p.marker and p.marker.kind == "article"]
    taken = articles[40]
    left = Subject(replace(document, content=drop(document.content, taken)), folder="policy/sample")
    messages = [hit.message for hit in numbering_gap.RULE.check(replace(scope, subject=left))]
    assert len(messages) == 1
    assert f"「{taken.marker}」がありません" in messages[0]
