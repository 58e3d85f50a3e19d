import re

from kitei.model.history import History
from kitei.render.site.pages import render_pages
from tests.render.site.editions import make_site_of
from tests.render.site.pasts import make_past, make_repealed


def history_page(history: History) -> str:
    pages = render_pages(make_site_of(history))
    return next(page.text for page in pages if page.path == f"{history.id}/history/index.md")


def entry(page: str, key: str) -> str:
    """Return what the page tells of one revision."""
    return page.split(f"{{#revision-{key}}}\n\n")[1].split("\n\n", maxsplit=1)[0]


def test_every_revision_is_told_the_newest_first() -> None:
    headings = re.findall(r"^## (\S+) .*>(\S+)</strong>", history_page(make_past()), re.M)
    assert headings == [
        ("第4版（一部改正）", "未施行"),
        ("第3版（全部改正）", "施行中"),
        ("第2版（正誤）", "旧版"),
        ("第2版（一部改正）", "旧版"),
        ("第1版（制定）", "旧版"),
    ]


def test_it_tells_from_when_to_when_who_decided_and_why() -> None:
    told = entry(history_page(make_past()), "3")
    assert '<time datetime="2026-04-01">令和8年4月1日</time>から' in told
    assert '<time datetime="2027-06-30">令和9年6月30日</time>まで' in told
    assert "議会　<time" in told
    assert "（見広監第6号）<br>管理者　<time" in told
    assert '<dt>公表日</dt><dd><time datetime="2026-03-21">' in told
    assert "<dt>理由</dt><dd>地方自治法第244条の6の施行に伴い" in told


def test_it_tells_of_an_application_before_the_day_of_effect() -> None:
    told = entry(history_page(make_past()), "2")
    assert (
        '<dt>適用日</dt><dd><time datetime="2024-01-01">令和6年1月1日</time>（施行日より前' in told
    )


def test_the_text_in_force_and_no_other_is_marked() -> None:
    page = history_page(make_past())
    assert page.count("is-current") == 1
    assert "is-current" in entry(page, "3")


def test_texts_and_word_files_are_linked_or_it_is_said_why_not() -> None:
    page = history_page(make_past(missing=("1",)))
    told = entry(page, "2-correction-1")
    assert '<a href="../2-correction-1/">第2版（正誤）の本文</a>' in told
    assert (
        'href="../../basic-policy/2-correction-1/basic-policy-2-correction-1.docx" download' in told
    )
    absent = entry(page, "1")
    assert "<dt>本文</dt><dd>本文は、ここには掲載していません。</dd>" in absent
    assert "<a " not in absent


def test_a_repeal_is_told_without_a_text() -> None:
    told = entry(history_page(make_repealed()), "2")
    assert '<time datetime="2022-04-01">令和4年4月1日</time>廃止' in told
    assert "本文" not in told
