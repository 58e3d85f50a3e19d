import html

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from kitei.render.site.escaping import escape_html, escape_markdown, quote_css, quote_yaml
from tests.render.site.editions import HOSTILE

# Characters that HTML can hold: others become U+FFFD, and are no part of these properties.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))) | st.sampled_from(HOSTILE)


def is_representable(text: str) -> bool:
    return "\ufffd" not in escape_html(text)


@given(TEXTS)
def test_html_reads_back_as_the_same_text(text: str) -> None:
    escaped = escape_html(text)
    assert not set(escaped) & set("<>\"'\n\r")
    assert not is_representable(text) or html.unescape(escaped) == text


@given(TEXTS)
def test_markdown_reads_back_as_the_same_text_through_the_generators_own_reader(text: str) -> None:
    if not is_representable(text) or not text.strip():
        return
    reader = Markdown(extensions=["attr_list", "toc", "tables", "fenced_code"])
    result = reader.convert(f"## x{escape_markdown(text)}x {{#id}}\n\nafter\n")
    assert result.startswith('<h2 id="id">')
    inner = result.removeprefix('<h2 id="id">').partition("</h2>")[0]
    assert html.unescape(inner) == f"x{text}x"


def test_what_html_cannot_hold_becomes_the_replacement_character() -> None:
    assert escape_html("a\x00\x02\ud800\uffffb") == "a" + "\ufffd" * 4 + "b"


def test_line_ends_never_reach_the_stage_as_they_are() -> None:
    assert escape_html("a\nb\u2028c") == "a&#10;b&#8232;c"


@given(TEXTS)
def test_yaml_reads_back_as_the_same_text(text: str) -> None:
    if is_representable(text):
        assert yaml.safe_load(f"title: {quote_yaml(text)}") == {"title": text}


@pytest.mark.parametrize("text", ['"; } body { display: none } /*', "a\\b", "注意\n"])
def test_css_strings_hold_nothing_but_letters_and_escapes(text: str) -> None:
    quoted = quote_css(text)
    assert quoted.startswith('"')
    assert quoted.endswith('"')
    assert not set(quoted[1:-1]) & set('";{}/*\n')
