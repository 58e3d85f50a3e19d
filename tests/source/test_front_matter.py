"""Front matter is strict YAML under a schema, and tells all its faults at once."""

import time

import pytest

from kitei.errors import SourceError
from kitei.source.document_reader import read_document, write_document
from kitei.source.front_matter import read_front_matter, split_front_matter, write_front_matter

GOOD = """id: basic-policy
kind: policy
title: 情報セキュリティ基本方針
audience: public
numbering: outline-circled
owner: 総務課
review_due: 2027-03-31
retired: [old-scope]
"""


def messages(text: str) -> list[tuple[int, str]]:
    _, faults = read_front_matter(text)
    return [(fault.position.line, fault.message) for fault in faults]


def test_good_front_matter_becomes_a_value_that_knows_its_lines() -> None:
    meta, faults = read_front_matter(GOOD)
    assert faults == []
    assert meta is not None
    assert (meta.id, meta.review_due, meta.retired) == (
        "basic-policy",
        "2027-03-31",
        ("old-scope",),
    )
    assert meta.line("title") == 4


def test_written_front_matter_reads_back_the_same_and_dates_stay_bare() -> None:
    meta, _ = read_front_matter(GOOD)
    written = write_front_matter(meta)
    assert "review_due: 2027-03-31\n" in written
    parts = split_front_matter(written)
    assert parts is not None
    assert read_front_matter(parts.yaml) == (meta, [])


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("owner: 総務課", "ownr: 総務課"), 7, "知らないキー「ownr」"),
        (("owner: 総務課\n", ""), 2, "必要なキー「owner」"),
        (("kind: policy", "kind: law"), 3, "「kind」の値が正しくありません"),
        (("id: basic-policy", "id: Basic_Policy"), 2, "「id」の形が正しくありません"),
        (("owner: 総務課", "owner: 3"), 7, "文字列でなければなりません"),
        (("owner: 総務課", "owner: 総務課\nowner: 会計室"), 8, "キー「owner」が二度"),
        (("review_due: 2027-03-31", "review_due: 来年"), 8, "「review_due」"),
        (("review_due: 2027-03-31", "review_due: 2027-02-30"), 8, "暦にない日"),
        (("numbering: outline-circled", "numbering: [犬]"), 6, "「numbering"),
        (("owner: 総務課", "owner: &a 総務課\nsummary: *a"), 8, "別名"),
        (("owner: 総務課", "owner: !!python/object:x 総務課"), 7, "タグ"),
        (("owner: 総務課", "owner: [総務課"), 7, "YAMLとして読めません"),
    ],
)
def test_a_fault_is_named_with_its_line(change, line, words) -> None:
    found = messages(GOOD.replace(*change))
    assert any(words in message and at == line for at, message in found), found


def test_every_fault_is_told_in_one_run() -> None:
    text = GOOD.replace("kind: policy", "kind: law").replace("owner: 総務課", "x: 1\nx: 2")
    words = "".join(message for _, message in messages(text))
    assert all(part in words for part in ("kind", "知らないキー", "二度", "owner"))


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    meta, _ = read_front_matter(GOOD.replace("owner: 総務課", "owner: no"))
    assert meta is not None
    assert meta.owner == "no"


def test_an_alias_bomb_costs_nothing() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    started = time.perf_counter()
    found = messages("\n".join(rows))
    assert any("別名" in message for _, message in found)
    assert time.perf_counter() - started < 5


def test_deep_nesting_is_refused() -> None:
    assert any("深すぎ" in message for _, message in messages("a: " + "[" * 3000))


def test_a_text_without_front_matter_is_refused_with_the_way_out() -> None:
    with pytest.raises(SourceError) as caught:
        read_document("# 1 目的\n", "policy/x/index.md")
    (fault,) = caught.value.faults
    assert "前書き" in fault.message
    assert fault.hint


def test_a_document_reads_back_as_it_was_written() -> None:
    text = f"---\n{GOOD}---\n\n## 1 目的 {{#purpose}}\n\n定める。\n"
    document = read_document(text, "policy/basic-policy/index.md")
    again = read_document(write_document(document), document.path)
    assert again == document
