"""Stale references: what every kind of reference does when its target moves, goes or grows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kitei.compare.comparison import compare_documents
from kitei.compare.following import (
    Following,
    ReferenceState,
    StaleReference,
    follow_provisions,
)
from kitei.compare.left_behind import find_incoming
from kitei.compare.renumbering import Citing
from kitei.compare.stale_references import find_stale_references
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.marker import make_marker
from kitei.model.numbering import get_style
from kitei.model.places import index_places
from kitei.model.provision import Block, Provision
from kitei.model.text import Text
from kitei.source.document_reader import read_document
from kitei.source.markdown_reader import read_body
from tests.importing.drafts import imported

POLICY = """\
## 1 目的 {#purpose}

目的を定める。

## 4 範囲 {#scope}

次の二段階とする。

- (1) 機関 {#bodies}
- (2) 資産 {#assets}

## 5 義務 {#duties}

上記4(1)の機関は、前項の規定に従う。

## 6 対策 {#measures}

対策を講ずる。

## 7 評価 {#evaluation}

評価を行う。

## 8 見直し {#review}

見直しを行う。

## 9 手順 {#procedure}

上記6、7及び8により、上記4から7までに従い定める。
"""
ARTICLES = """\
## 第1条（目的） {#a}

この規程は、目的を定める。

## 第2条（定義） {#b}

用語は、次条に定める。

## 第3条（責任者） {#c}

責任者は、別表第1の事務を行う。

- (1) 調査 {#c1}
- (2) 報告 {#c2}

## 第4条（委任） {#d}

前条第1号及び第2号の事務は、第3条各号の例による。

# 別表第1（第3条関係） {#t}

事務の表
"""


def make(body: str, numbering: str = "outline", name: str = "sample") -> Document:
    title = {"sample": "見本基本方針"}.get(name, "見本対策基準")
    meta = FrontMatter(name, DocumentKind.POLICY, title, "public", numbering, "総務課")
    return Document(meta, read_body(body, get_style(numbering))[0])


def follow(old: Document, new: Document) -> Following:
    """Follow the provisions by their ids, as every document of ours can be followed."""
    before, after = index_places(old), index_places(new)
    partners = {
        place.order: (after.by_id[place.provision.id].order,)
        for place in before.all
        if place.provision.id in after.by_id
    }
    return Following(before, after, partners)


def compare(old: str, new: str, numbering: str = "outline") -> list[tuple[str, str]]:
    found = find_stale_references(follow(make(old, numbering), make(new, numbering)))
    return [(stale.found, stale.state.value) for stale in found]


def insert_before_six(text: str) -> str:
    """Put a section before 6 and count on, the references left as they are."""
    for number in (9, 8, 7, 6):
        text = text.replace(f"## {number} ", f"## {number + 1} ")
    return text.replace("## 7 対策", "## 6 組織 {#organisation}\n\n組織を置く。\n\n## 7 対策")


def test_an_unchanged_text_has_no_stale_reference() -> None:
    assert compare(POLICY, POLICY) == []
    assert compare(ARTICLES, ARTICLES, "article") == []


def test_a_section_put_before_six_makes_each_of_six_seven_and_eight_stale() -> None:
    assert compare(POLICY, insert_before_six(POLICY)) == [
        ("6", "another-provision"),
        ("7", "another-provision"),
        ("8", "another-provision"),
        ("上記4から7まで", "stale-text"),
    ]


def test_a_stale_reference_says_what_was_meant_where_it_is_and_what_is_said_now() -> None:
    new = make(insert_before_six(POLICY))
    six = find_stale_references(follow(make(POLICY), new))[0]
    assert (six.old_labels, six.new_labels, six.now_labels) == (("6",), ("7",), ("6",))
    assert six.at.place is not None
    assert six.at.place.provision.id == "procedure"
    assert six.document == "sample"
    assert six.at.text.value[six.start : six.end] == "6"
    assert six.is_stale


def test_references_that_followed_are_listed_but_not_stale() -> None:
    new = insert_before_six(POLICY).replace("上記6、7及び8", "上記7、8及び9")
    new = new.replace("上記4から7まで", "上記4、5、7及び8")
    found = find_stale_references(follow(make(POLICY), make(new)))
    assert [(s.found, s.state) for s in found if s.state is ReferenceState.REGENERATED] == [
        (number, ReferenceState.REGENERATED) for number in "789"
    ]
    assert not [s for s in found if s.is_stale]


def test_a_range_with_the_right_ends_and_something_new_inside_is_widened() -> None:
    new = insert_before_six(POLICY).replace("上記6、7及び8", "上記7、8及び9")
    new = new.replace("上記4から7まで", "上記4から8まで")
    assert ("上記4から8まで", "widened") in [
        ("上記" + found.removeprefix("上記"), state) for found, state in compare(POLICY, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- (1) 調査 {#c1}\n", "", ("前条第1号", "target-removed")),
        (
            "\n## 第4条",
            "\n## 第3条の2（補佐） {#x}\n\n置く。\n\n## 第4条",
            ("前条第1号", "dangling"),
        ),
        ("\n# 別表第1（第3条関係） {#t}\n\n事務の表\n", "", ("別表第1", "target-removed")),
        ("別表第1（第3条関係）", "別表第2（第3条関係）", ("別表第1", "dangling")),
        ("別表第1（第3条関係）", "別表第1（第9条関係）", ("第9条", "dangling")),
    ],
)
def test_an_article_that_changes_makes_its_references_stale(
    old: str, new: str, expected: tuple[str, str]
) -> None:
    assert old in ARTICLES
    found = compare(ARTICLES, ARTICLES.replace(old, new), "article")
    assert found[0] == expected


def test_a_reference_to_a_removed_provision_names_what_it_meant() -> None:
    new = ARTICLES.replace("- (1) 調査 {#c1}\n", "").replace("(2) 報告", "(1) 報告")
    found = find_stale_references(follow(make(ARTICLES, "article"), make(new, "article")))
    assert [(s.state, s.old_labels, s.new_labels, s.now_labels) for s in found][:2] == [
        (ReferenceState.TARGET_REMOVED, ("第3条第1号",), (), ("第3条第1号",)),
        (ReferenceState.DANGLING, ("第3条第2号",), ("第3条第1号",), ()),
    ]


def test_all_items_may_grow_without_a_word() -> None:
    new = ARTICLES.replace("- (2) 報告 {#c2}", "- (2) 報告 {#c2}\n- (3) 記録 {#c3}")
    assert compare(ARTICLES, new, "article") == []


def test_a_relative_reference_is_stale_where_something_stands_between_now() -> None:
    new = ARTICLES.replace("## 第3条", "## 第2条の2（略称） {#x}\n\n略す。\n\n## 第3条")
    found = find_stale_references(follow(make(ARTICLES, "article"), make(new, "article")))
    assert [(s.found, s.state, s.now_labels) for s in found] == [
        ("次条", ReferenceState.ANOTHER_PROVISION, ("第2条の2",))
    ]


def test_an_announced_number_is_stale_when_the_list_grows() -> None:
    new = POLICY.replace("- (2) 資産 {#assets}", "- (2) 資産 {#assets}\n- (3) 者 {#people}")
    assert compare(POLICY, new) == [("次の二段階", "stale-text")]


def test_an_announced_number_that_was_corrected_is_not_stale() -> None:
    new = POLICY.replace("- (2) 資産 {#assets}", "- (2) 資産 {#assets}\n- (3) 者 {#people}")
    assert compare(POLICY, new.replace("二段階", "三段階")) == []


def test_a_new_reference_to_nothing_dangles() -> None:
    new = POLICY.replace("対策を講ずる。", "上記30により講ずる。")
    assert compare(POLICY, new) == [("上記30", "dangling")]


def test_a_fault_of_the_old_text_is_not_told_again() -> None:
    old = POLICY.replace("対策を講ずる。", "上記30により講ずる。")
    assert compare(old, old.replace("対策 ", "方策 ")) == []


def test_a_reference_the_author_turned_elsewhere_is_listed_as_retargeted() -> None:
    assert compare(POLICY, POLICY.replace("上記4(1)", "上記4(2)")) == [("上記4(2)", "retargeted")]


def incoming(body: str, old: str, new: str, before: str = "") -> list[StaleReference]:
    """Return what another document did not follow; `before` is its own text before, if another."""
    documents = make(old, "article"), make(new, "article")
    citing = (make(text, "article", "standard") for text in (body, before or body))
    return list(find_incoming(*documents, [Citing(*citing)]))


SHIFTED = ARTICLES.replace("第4条（委任）", "第5条（委任）").replace(
    "\n## 第5条", "\n## 第4条（補佐） {#x}\n\n置く。\n\n## 第5条"
)


@pytest.mark.parametrize("name", ["見本基本方針", "この組合の見本基本方針"])
def test_a_citation_in_another_document_is_stale_when_its_target_moves(name: str) -> None:
    body = f"## 第1条（趣旨）\n\n{name}第4条及び第2条に基づく。文書規程第4条は別である。\n"
    found = incoming(body, ARTICLES, SHIFTED)
    assert [(s.document, s.found, s.state, s.new_labels) for s in found] == [
        ("standard", "第4条", ReferenceState.ANOTHER_PROVISION, ("第5条",))
    ]


def test_what_followed_already_is_not_stale() -> None:
    body = "## 第1条（趣旨）\n\n見本基本方針第4条に基づく。\n"
    followed = body.replace("第4条", "第5条")
    assert [s.found for s in incoming(body, ARTICLES, SHIFTED)] == ["第4条"]
    assert incoming(followed, ARTICLES, SHIFTED, before=body) == []
    link = body.replace("見本基本方針第4条", "[基本方針](../../policy/sample/index.md#4)")
    assert [s.found for s in incoming(link, ARTICLES, SHIFTED)] == ["基本方針"]
    assert incoming(link, ARTICLES, SHIFTED, before=body) == []


@pytest.mark.parametrize(
    ("link", "state"),
    [
        ("[基本方針第4条](../../policy/sample/index.md#d)", "another-provision"),
        ("[基本方針](../../policy/sample/index.md#d)", None),
        ("[基本方針](../../policy/sample/index.md#4)", "another-provision"),
        ("[基本方針](../../policy/other/index.md#4)", None),
        ("[基本方針第2条](../../policy/sample/index.md#b)", None),
    ],
)
def test_a_link_is_stale_where_its_words_or_its_address_are(link: str, state: str | None) -> None:
    found = incoming(f"## 第1条（趣旨）\n\n{link}に基づく。\n", ARTICLES, SHIFTED)
    assert [s.state.value for s in found] == ([state] if state else [])


def test_a_link_to_a_removed_provision_tells_so() -> None:
    body = "## 第1条（趣旨）\n\n[基本方針](../../policy/sample/index.md#c1)に基づく。\n"
    found = incoming(body, ARTICLES, ARTICLES.replace("- (1) 調査 {#c1}\n", ""))
    assert [s.state for s in found] == [ReferenceState.TARGET_REMOVED]


def test_a_supplement_speaks_of_the_text_as_it_was() -> None:
    supplement = "\n# 附則 {#s}\n\n第4条の規定は、公布の日から施行する。\n"
    main = supplement.replace("# 附則", "## 第9条（施行）")
    told = ("第4条", "another-provision")
    assert told in compare(ARTICLES + main, SHIFTED + main, "article")
    assert told not in compare(ARTICLES + supplement, SHIFTED + supplement, "article")


def test_the_same_article_follows_what_was_named_before_it() -> None:
    words = ("目的を定める。", "第4条の目的を同条の例により定める。")
    found = compare(ARTICLES.replace(*words), SHIFTED.replace(*words), "article")
    assert found[0] == ("第4条", "another-provision")
    assert "同条" not in [words for words, _ in found]


@pytest.mark.parametrize("name", ["nansatsu", "saitama"])
def test_a_section_before_six_breaks_the_one_list_of_sections_in_each_real_policy(
    name: str,
) -> None:
    path = Path(__file__).parents[3] / "shared" / "seeds" / f"{name}.txt"
    if not path.exists():
        pytest.skip("needs the seeds beside the repository")
    old = imported(path.read_text(encoding="utf-8")).draft.document
    comparison = compare_documents(old, _insert_before_six(old))
    found = [s for s in find_stale_references(follow_provisions(comparison)) if s.is_stale]
    assert [(s.found, s.new_labels) for s in found if s.found in "678"] == [
        ("6", ("7",)),
        ("7", ("8",)),
        ("8", ("9",)),
    ]


def _insert_before_six(document: Document) -> Document:
    """Return the document with a section put before 6 and the later ones counted on."""
    content = tuple(_count_on(node) for node in document.content)
    return replace(document, content=_with_section(content))


def _count_on(node: Block | Provision) -> Block | Provision:
    if not isinstance(node, Provision):
        return node
    marker = node.marker
    if marker is not None and marker.kind in ("arabic", "dotted") and marker.numbers >= (6,):
        return replace(node, marker=make_marker(marker.kind, (marker.numbers[0] + 1,)))
    if marker is not None and marker.kind == "chapter":
        content = tuple(_count_on(child) for child in node.content)
        return replace(node, content=_with_section(content))
    return node


def _with_section(content: tuple[Block | Provision, ...]) -> tuple[Block | Provision, ...]:
    for index, node in enumerate(content):
        if isinstance(node, Provision) and node.marker and node.marker.numbers == (7,):
            section = Provision(make_marker(node.marker.kind, (6,)), Text("新たな対策"))
            return (*content[:index], section, *content[index:])
    return content


def test_the_sample_standard_is_told_when_the_policy_loses_what_it_links_to() -> None:
    root = Path(__file__).parents[2]
    policy, standard = (
        (root / folder / "index.md").read_text(encoding="utf-8")
        for folder in ("policy/basic-policy", "standards-private/security-standard")
    )
    without = re.sub(r"(?ms)^## \d+ [^\n]*\{#audit\}.*?(?=^## )", "", policy)
    assert without != policy
    texts = read_document(policy, "a"), read_document(without, "b")
    citing = read_document(standard, "c")
    found = find_incoming(*texts, [Citing(citing, citing)])
    assert {s.state for s in found} == {ReferenceState.TARGET_REMOVED}
    assert {s.document for s in found} == {"security-standard"}
    assert all(s.old_labels and not s.new_labels for s in found)
