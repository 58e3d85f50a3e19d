"""Tokens: words without a dictionary, and never half a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitei.compare.tokens import script_of, split_tokens, starts_with_function_word


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("広域連合の資産等を定める。", "広域連合|の|資産|等|を|定|める|。"),
        ("火災、水害等の自然災害", "火災|、|水害|等|の|自然災害"),
        ("監査委員及び議会とする", "監査委員|及び|議会|とする"),
        ("第七十四条第二項ただし書", "第|七十四|条|第|二|項|ただし|書"),
        ("規程第3条の2", "規程|第|3|条|の|2"),
        ("令和8年10月1日施行", "令和|8|年|10|月|1|日|施行"),
        ("サーバー室のWebサイト", "サーバー|室|の|Web|サイト"),
        ("男女平等を除く。", "男女平等|を除く|。"),
        ("葛󠄀城市と𠮷田町、神﨑", "葛󠄀城市|と|𠮷田町|、|神﨑"),
        ("か\u3099き", "か\u3099き"),
        ("代々木ヶ丘〇〆", "代々木ヶ丘〇〆"),
        ("次の各号に掲げる", "次の|各号|に|掲|げる"),
        ("目次の次に", "目次|の|次|に"),
    ],
)
def test_a_text_is_parted_into_words_and_function_words(text: str, tokens: str) -> None:
    assert split_tokens(text) == tokens.split("|")


@given(st.text())
def test_tokens_give_the_text_back_and_none_is_empty(text: str) -> None:
    assert "".join(split_tokens(text)) == text
    assert all(split_tokens(text))


def test_scripts_and_function_words_are_told_apart() -> None:
    assert [script_of(character) for character in "々あーA８、"] == [
        *("kanji", "hiragana", "katakana", "latin", "digit", "")
    ]
    assert starts_with_function_word("資産及び", 2)
    assert not starts_with_function_word("資産及び", 1)


def test_a_word_of_kanji_and_kana_stays_whole() -> None:
    assert split_tokens("責務を明らかにし") == ["責務", "を", "明らか", "にし"]
