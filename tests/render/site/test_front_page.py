from dataclasses import replace
from datetime import date

from kitei.model.history import History
from kitei.model.revision import RevisionKind
from kitei.render.site.pages import render_pages
from tests.render.site.editions import DAY, make_site_of
from tests.render.site.pasts import make_coming, make_past, make_repealed, make_short, record


def front(*histories: History) -> str:
    return render_pages(make_site_of(*histories))[0].text


def fact(page: str, name: str) -> str:
    return page.split(f"<dt>{name}</dt><dd>")[1].split("</dd>", maxsplit=1)[0]


def test_it_says_of_which_day_it_is() -> None:
    assert '（<time datetime="2026-11-22">令和8年11月22日</time>現在）' in front(make_past())
    assert "令和8年11月22日</time>現在" in front()


def test_it_says_what_is_in_force_what_changed_last_and_why() -> None:
    page = front(make_past())
    assert fact(page, "施行中") == (
        '<time datetime="2026-04-01">令和8年4月1日</time>施行　第3版（全部改正）'
    )
    assert fact(page, "直近の改正").startswith(
        '<time datetime="2026-04-01">令和8年4月1日</time>　全部改正<br>'
        '<span class="reason">地方自治法第244条の6の施行に伴い'
    )


def test_it_says_what_will_change_and_why() -> None:
    assert fact(front(make_past()), "今後") == (
        '<time datetime="2027-07-01">令和9年7月1日</time>から'
        '<a href="basic-policy/4/">第4版（一部改正）</a>'
        '<br><span class="reason">生成AIの業務での利用が始まることに伴い、'
        "その利用に関する規定を加えるため。</span>"
    )


def test_a_corrected_text_is_in_force_since_the_day_of_what_was_corrected() -> None:
    page = front(make_past(day=date(2025, 6, 1)))
    assert fact(page, "施行中").endswith("令和6年4月1日</time>施行　第2版（正誤）")
    assert "令和6年5月15日</time>　正誤" in fact(page, "直近の改正")


def test_long_reasons_are_cut() -> None:
    enacted = record("1", RevisionKind.ENACTMENT, date(2026, 3, 2), date(2026, 4, 1), "あ" * 300)
    page = front(make_short("sample", "見本", enacted))
    assert f"{'あ' * 159}…</span>" in page


def test_documents_to_come_and_repealed_ones_have_sections_of_their_own() -> None:
    page = front(make_past(), make_coming(), make_repealed())
    _, in_force, coming, repealed = page.split("\n## ")
    assert "basic-policy/" in in_force
    assert coming.startswith("これから施行する文書")
    assert '<a href="ai-rules/1/">第1版（制定）</a>' in coming
    assert repealed.startswith("廃止した文書")
    assert "令和4年4月1日</time><br>" in fact(repealed, "廃止")


def test_a_repeal_to_come_is_told() -> None:
    enacted = record("1", RevisionKind.ENACTMENT, date(2020, 3, 2), date(2020, 4, 1))
    repeal = record("2", RevisionKind.REPEAL, date(2026, 10, 1), date(2027, 4, 1), "統合のため。")
    page = front(make_short("sample", "見本", enacted, repeal))
    assert fact(page, "今後").startswith('<time datetime="2027-04-01">令和9年4月1日</time>に廃止')


def test_downloads_and_the_history_are_linked() -> None:
    page = front(make_past())
    assert 'href="basic-policy/basic-policy.docx" download' in page
    assert '<a href="basic-policy/history/">改正履歴</a>' in page
    assert "docx" not in front(replace(make_repealed()))


def test_a_text_in_force_that_is_not_at_hand_is_named() -> None:
    page = front(make_past(missing=("3",), day=DAY))
    assert fact(page, "本文") == "本文は、ここには掲載していません。"
