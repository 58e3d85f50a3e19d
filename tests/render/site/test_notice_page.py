from dataclasses import replace

from kitei.model.history import History
from kitei.render.site.pages import make_navigation, render_pages
from tests.render.site.editions import make_site_of
from tests.render.site.pasts import make_coming, make_past, make_repealed


def own_page(history: History) -> str:
    pages = render_pages(make_site_of(history))
    return next(page.text for page in pages if page.path == f"{history.id}/index.md")


def test_a_repealed_document_says_since_when_by_whom_and_leads_to_its_last_text() -> None:
    page = own_page(make_repealed())
    assert 'この文書は、<time datetime="2022-04-01">令和4年4月1日</time>に廃止されました。' in page
    assert "管理者　<time" in page
    assert "<dt>理由</dt><dd>基本方針に引き継ぐため。</dd>" in page
    assert '<a href="1/">最後の本文　第1版（制定）</a>' in page
    assert '<a href="history/">改正履歴</a>' in page


def test_a_document_to_come_says_from_when_and_why() -> None:
    page = own_page(make_coming())
    assert "この文書は、まだ施行されていません。" in page
    assert '令和9年7月1日</time>から<a href="1/">第1版（制定）</a>が施行されます。' in page
    assert "理由　生成AIの業務での利用に関する事項を定めるため。" in page
    assert "最後の本文" not in page


def test_a_text_in_force_that_is_not_at_hand_is_named_and_not_replaced_by_another() -> None:
    page = own_page(make_past(missing=("3",)))
    assert "施行中の第3版（全部改正）の本文は、このサイトにありません。" in page
    assert "本文は、ここには掲載していません。" in page
    assert "生成AIの利用に" not in page.split("理由")[0]
    assert "情報資産を守るため" not in page


def test_a_document_without_any_text_at_hand_is_called_by_its_id() -> None:
    history = make_past(missing=("1", "2", "2-correction-1", "3", "4"))
    assert own_page(history).startswith('---\ntitle: "basic\\U0000002Dpolicy"')
    assert make_navigation(make_site_of(history))[1] == {
        "その他の文書": [{"basic-policy": "basic-policy/index.md"}]
    }


def test_a_draft_is_no_substitute_for_the_text_in_force() -> None:
    history = make_past(missing=("3",))
    draft = make_past("basic-policy").editions["4"]
    for page in render_pages(make_site_of(replace(history, draft=draft, editions={}))):
        assert "情報資産を守る" not in page.text
        assert "セキュリティ基本方針" not in page.text
