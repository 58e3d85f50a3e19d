import pytest

from kitei.model.document import Document
from kitei.render.site.body import render_body
from tests.render.site.editions import make_document, make_setting, make_site


def render(document: Document, *others: Document) -> str:
    site = make_site(document, *others)
    return "\n".join(render_body(make_setting(site, document.id)))


def test_a_link_to_a_document_of_this_site_leads_to_its_page() -> None:
    other = make_document("## 1 目的 {#purpose}\n", identifier="other")
    text = "[目的](../other/index.md#purpose)、[その他](../../policy/other/index.md#gone)"
    page = render(make_document(text), other)
    assert '<a href="../other/#purpose">目的</a>、<a href="../other/">その他</a>' in page


def test_a_link_to_a_document_that_is_not_on_this_site_shows_neither_name_nor_address() -> None:
    page = render(make_document("[対策基準](../secret-standard/index.md#hidden)による。"))
    assert '<p>対策基準<span class="withheld">（非公開）</span>による。</p>' in page
    assert "secret" not in page
    assert "hidden" not in page


def test_links_inside_the_text_and_to_the_outside_stay() -> None:
    page = render(
        make_document("## 1 甲 {#first}\n\n[上](#first)と[外](https://example.jp/?a=1&b=2)\n")
    )
    assert '<a href="#first">上</a>' in page
    assert '<a href="https://example.jp/?a=1&#38;b=2">外</a>' in page


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "../../etc/passwd",
        "index.html",
        "#gone",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_no_other_target_becomes_a_link(target: str) -> None:
    page = render(make_document(f"[甲]({target})"))
    assert "<a " not in page
    assert "甲" in page


def test_a_reference_is_linked_with_the_words_before_it() -> None:
    page = render(
        make_document(
            "## 1 目的 {#purpose}\n\n本文\n\n## 2 範囲 {#scope}\n\n上記1のとおりとする。\n"
        )
    )
    assert '<a class="reference" href="#purpose" title="目的">上記1</a>のとおり' in page


def test_each_member_of_a_reference_leads_to_its_own_provision() -> None:
    page = render(
        make_document(
            "## 1 甲 {#a}\n\n本文\n\n## 2 乙 {#b}\n\n本文\n\n## 3 丙 {#c}\n\n上記1及び2による。\n"
        )
    )
    assert 'href="#a" title="甲">上記1</a>及び<a class="reference" href="#b"' in page


def test_a_reference_to_nothing_stays_text() -> None:
    page = render(make_document("## 1 目的 {#purpose}\n\n上記9のとおりとする。\n"))
    assert "<p>上記9のとおりとする。</p>" in page


TERMS = """\
## 1 定義 {#definitions}

### (1) 情報資産 {#asset}

組合が持つ情報をいう。

## 2 管理 {#control}

情報資産を守る。情報資産は台帳に載せる。

- (1) 情報資産の分類
"""


def test_a_term_is_linked_once_in_each_provision_and_never_where_it_is_defined() -> None:
    page = render(make_document(TERMS))
    link = '<a class="term" href="#asset" title="組合が持つ情報をいう。">情報資産</a>'
    assert page.count(link) == 2
    assert f"<p>{link}を守る。情報資産は台帳に載せる。</p>" in page
    assert f"{link}の分類" in page


def test_an_abbreviation_is_linked_only_behind_its_definition() -> None:
    page = render(
        make_document(
            "## 1 甲 {#a}\n\n本組合とは言わない。\n\n## 2 乙 {#b}\n\n"
            "見本組合（以下「本組合」という。）は、守る。\n\n"
            "## 3 丙 {#c}\n\n本組合は、守る。\n"
        )
    )
    assert "<p>本組合とは言わない。</p>" in page
    assert page.count('<a class="term" href="#b"') == 1
    assert 'title="見本組合（以下「本組合」という。）は、守る。">本組合</a>は、守る。' in page


def test_an_authors_link_is_not_broken_by_a_term_in_it() -> None:
    page = render(make_document(TERMS + "\n## 3 他 {#other}\n\n[情報資産台帳](#control)\n"))
    assert '<a href="#control">情報資産台帳</a>' in page


def test_a_term_of_an_item_is_linked_below_the_list_and_not_the_other_way_round() -> None:
    body = "## 1 目的 {{#purpose}}\n\n次による。\n\n- (1) {}\n\n{}\n"
    introduced = "甲の委員会（以下「丙会」という。）の議を経る。"
    below = render(make_document(body.format(introduced, "丙会が定める。")))
    assert ">丙会</a>が定める" in below
    above = render(make_document(body.format("丙会が定める。", introduced)))
    assert ">丙会</a>が定める" not in above
