"""What the rules on wording share: masks, places in the front matter, one search for all texts."""

import re

import pytest

from kitei.checks import abbreviation_bypassed, undefined_term
from kitei.checks.scope import Scope
from kitei.checks.variants import Writing, find_deviations
from kitei.checks.wording import (
    EVERY,
    RUNNING,
    address_at,
    front_texts,
    mask_brackets,
    mask_quotes,
    search,
    search_source,
)
from tests.checks.rule_cases import TODAY, make_sample_settings, make_subject

FRONT = """---
id: sample
kind: {kind}
title: 見本広域事務組合の文書
cover:
  - 見本広域事務組合
  - "令和8年4月1日施行"
audience: public
numbering: outline
owner: 総務課
---

"""
BODY = """## 1 端末の管理 {#devices}

端末を守る。端末の[台帳](#ledger)を備える。

| 端末 | 台数 |
|---|---|
| 据置き | 3 |

- (1) 端末の点検
"""


def make_scope(body: str = BODY, kind: str = "policy", **settings: object) -> Scope:
    subject = make_subject(FRONT.replace("{kind}", kind) + body)
    return Scope(subject, make_sample_settings(**settings), TODAY)


def test_a_search_finds_every_place_of_the_wanted_roles() -> None:
    scope = make_scope()
    places = [str(at.text.locate(span[0])) for at, span in search(scope, re.compile("端末"))]
    assert places == ["13:6", "15:1", "15:7", "17:3", "21:7"]
    running = search(scope, re.compile("端末"), RUNNING)
    assert [str(at.text.locate(span[0])) for at, span in running] == places[1:]


def test_a_search_yields_spans_of_the_text_it_yields() -> None:
    for at, span in search(make_scope(), re.compile("台帳|点検"), EVERY):
        assert at.text.value[slice(*span)] in ("台帳", "点検")


def test_lines_of_the_title_page_have_their_place_in_the_file() -> None:
    found = [(at.role, str(at.text.locate(0))) for at in front_texts(make_scope().document)]
    assert found == [("title", "4:8"), ("cover", "6:5"), ("cover", "7:6")]


def test_a_line_of_the_file_is_named_by_the_provision_it_belongs_to() -> None:
    scope = make_scope()
    assert [address_at(scope, line) for line in (4, 13, 15, 21)] == ["", "1", "1", "1(1)"]


def test_the_file_is_searched_with_lines_and_columns() -> None:
    found = [str(place) for place, _ in search_source(make_scope(), re.compile("台"))]
    assert found == ["15:11", "17:8"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("甲「乙」丙", "甲***丙"),
        ("甲「乙（「丙」という。）」丁", "甲************丁"),
        ("甲「乙", "甲「乙"),
        ("甲「乙「丙」丁」戊」「己", "甲*******戊」「己"),
        ("「甲「乙」", "「甲***"),
    ],
)
def test_quotes_are_masked_with_those_inside_them(text: str, masked: str) -> None:
    assert mask_quotes(text).replace("\ue000", "*") == masked


def test_brackets_are_masked_with_those_inside_them() -> None:
    assert mask_brackets("甲（乙（丙）丁。）戊。").replace("\ue000", "*") == "甲********戊。"


def make_writings(forms: str) -> list[Writing]:
    at = next(iter(make_scope().subject.texts))
    return [Writing("字", form, at, 0, 1) for form in forms]


@pytest.mark.parametrize(
    ("forms", "preferred", "deviating"),
    [("aab", "", "b"), ("baa", "", "b"), ("ab", "", "b"), ("aab", "b", "aa"), ("aaa", "b", "")],
)
def test_the_usual_form_is_the_preferred_else_the_most_frequent_else_the_first(
    forms: str, preferred: str, deviating: str
) -> None:
    found = find_deviations(make_writings(forms), frozenset(preferred))
    assert "".join(deviation.writing.form for deviation in found) == deviating


def test_a_term_that_the_policy_defines_needs_no_definition_in_a_standard() -> None:
    definition = "## 1 定義 {#d}\n\n### (1) 情報資産 {#a}\n\n情報をいう。\n"
    use = "## 1 目的 {#p}\n\n情報資産を守る。\n"
    policy = make_scope(definition).subject
    standard = make_scope(use, "standard")
    with_policy = Scope(standard.subject, standard.settings, TODAY, {"policy": policy})
    assert len(list(undefined_term.check(standard))) == 1
    assert list(undefined_term.check(with_policy)) == []


def test_a_term_that_only_a_standard_defines_is_undefined_in_the_policy() -> None:
    definition = "## 1 定義 {#d}\n\n### (1) 情報資産 {#a}\n\n情報をいう。\n"
    policy = make_scope("## 1 目的 {#p}\n\n情報資産を守る。\n")
    standard = make_scope(definition, "standard").subject
    scope = Scope(policy.subject, policy.settings, TODAY, {"standard": standard})
    assert [hit.found for hit in undefined_term.check(scope)] == ["情報資産"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "この方針は、見本広域事務組合（以下「本組合」という。）の方針である。",
            "見本広域事務組合",
        ),
        ("[見本対策基準](#x)（以下「基準」という。）を定める。", "見本対策基準"),
        ("変えることのない見本基本方針（以下「方針」という。）を定める。", None),
        ("上記4(1)に属する者（以下「職員等」という。）を定める。", None),
        ("職員、会計年度任用職員等（以下「職員等」という。）は、守る。", None),
    ],
)
def test_the_full_name_is_known_only_where_its_beginning_is_certain(
    text: str, name: str | None
) -> None:
    scope = make_scope(f"## 1 目的 {{#p}}\n\n{text}\n")
    (abbreviation,) = scope.subject.terms.abbreviations
    assert abbreviation_bypassed.get_full_name(abbreviation, "見本広域事務組合") == name
