import pytest

from kitei.errors import RenderError
from kitei.model.document import Document
from kitei.render.site.body import render_body
from tests.render.site.editions import make_document, make_png, make_setting, make_site


def render(document: Document, pictures: dict[str, bytes] | None = None) -> list[str]:
    site = make_site(document, pictures=pictures)
    return render_body(make_setting(site, document.id))


def headings(document: Document) -> list[str]:
    return [block.split(" ", 1)[0] for block in render(document) if block.startswith("#")]


def test_headings_stand_one_below_the_other_under_the_title() -> None:
    text = "# 第1章 甲 {#a}\n\n## 1 乙 {#b}\n\n### (1) 丙 {#c}\n\n## 2 丁 {#d}\n\n# 附則 {#e}\n"
    assert headings(make_document(text)) == ["##", "###", "####", "###", "##"]


def test_a_text_without_chapters_begins_at_the_second_level() -> None:
    assert headings(make_document("## 1 甲 {#a}\n\n### (1) 乙 {#b}\n")) == ["##", "###"]


def test_a_heading_carries_marker_caption_id_address_and_link_sign() -> None:
    (heading,) = render(make_document("## 4 適用範囲 {#scope}\n"))
    assert heading == (
        '## <a id="4"></a><span class="marker">4</span> 適用範囲'
        '<a class="permalink" href="#scope" aria-label="4へのリンク" title="4へのリンク"></a>'
        " {#scope .column-1}"
    )


def test_the_caption_of_an_article_follows_its_marker_without_a_space() -> None:
    document = make_document("## 第1条（目的） {#purpose}\n", numbering="article")
    assert '<span class="marker">第1条</span>（目的）' in render(document)[0]


def test_a_deleted_article_is_marked_as_such() -> None:
    document = make_document("## 第4条 削除 {#gone}\n", numbering="article")
    assert '<span class="marker">第4条</span> 削除' in render(document)[0]
    assert render(document)[0].endswith("{#gone .deleted}")


def test_items_nest_and_share_the_column_of_the_longest_marker() -> None:
    items = "".join(f"- ({number}) 甲\n" for number in range(1, 11)) + "  - ① 乙\n"
    body = render(make_document(f"## 1 一 {{#a}}\n\n{items}"))[1]
    assert body.count('<ul class="items column-4">') == 1
    assert body.count('<ul class="items column-2">') == 1
    assert '<li id="1-10-1"><p class="lead"><span class="marker">①</span> 乙' in body


def test_items_of_the_first_paragraph_are_a_list_of_their_own() -> None:
    document = make_document(
        "## 第1条（甲） {#a}\n\n次のとおり。\n\n- (1) 一\n- 2 項\n  - (1) 一\n", numbering="article"
    )
    body = render(document)[1]
    assert body.count('<ul class="items column-3 items-of-first">') == 1
    assert body.index("items-of-first") < body.index('<ul class="items column-1">')


def test_every_block_of_html_stands_between_empty_lines_and_closes_itself() -> None:
    for block in render(make_document("## 1 一 {#a}\n\n本文\n\n- (1) 甲\n\n  乙\n")):
        assert "\n\n" not in block
        assert block.count("<div") == block.count("</div>")


TABLE = """\
分類の基準
| 分類 || 内容 |
| --- | --- | --- |
| 甲 | 乙 | 丙 |
| ^^ | 丁 | | |
"""


def test_a_table_has_caption_headers_and_merged_cells() -> None:
    (body,) = render(make_document(TABLE))
    assert 'role="group" tabindex="0" aria-label="表 分類の基準"' in body
    assert "<caption>分類の基準</caption>" in body
    assert (
        '<thead><tr><th scope="col" colspan="2">分類</th><th scope="col">内容</th></tr></thead>'
        in body
    )
    assert '<td rowspan="2">甲</td>' in body


def test_a_head_cell_that_reaches_down_takes_the_rows_below_into_the_head() -> None:
    (body,) = render(make_document("| 甲 | 乙 |\n| --- | --- |\n| ^^ | 丙 |\n| 丁 | 戊 |\n"))
    assert '<thead><tr><th scope="col" rowspan="2">甲</th>' in body
    assert '<tr><th scope="col">丙</th></tr></thead><tbody><tr><td>丁</td>' in body


def test_a_picture_has_its_size_alt_text_and_caption() -> None:
    document = make_document('![組織の図](chart.png "図1")\n')
    (body,) = render(document, {"chart.png": make_png()})
    assert '<img src="chart.png" alt="組織の図" width="4" height="2" loading="lazy">' in body
    assert "<figcaption>図1</figcaption>" in body


@pytest.mark.parametrize("pictures", [{}, {"chart.png": b"no picture"}])
def test_a_picture_that_cannot_be_shown_stops_the_page(pictures: dict[str, bytes]) -> None:
    with pytest.raises(RenderError, match=r"chart\.png"):
        render(make_document("![図](chart.png)\n"), pictures)
