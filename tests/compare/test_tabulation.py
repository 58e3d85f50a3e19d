"""Comparison tables: rows, collapsing, presets, and the proof that nothing is hidden or lost."""

import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitei.compare.comparison import compare_documents
from kitei.compare.comparison_table import ComparisonTable, Part, RowKind
from kitei.compare.outcome import Comparison
from kitei.compare.run import Run, RunKind
from kitei.compare.table_options import (
    PRESETS,
    SETTINGS,
    InvalidPreset,
    Phase,
    choose_options,
    get_preset,
)
from kitei.compare.table_pairs import make_pairs
from kitei.compare.table_verification import find_table_faults
from kitei.compare.tabulation import make_table
from kitei.model.document import Document, DocumentKind, FrontMatter
from kitei.model.numbering import get_style
from kitei.model.revision import RevisionKind
from kitei.settings import ComparisonStyle
from kitei.source.document_reader import read_document
from kitei.source.markdown_reader import read_body
from kitei.source.schema import read_schema
from tests.compare.edits import EDITS, Author, copy, render
from tests.compare.laws import read_law

POLICY = Path(__file__).parents[2] / "policy" / "basic-policy" / "index.md"
SHARED = Path(__file__).parents[3] / "shared"

OLD = """\
# 第1章 総則 {#ch1}

## 1 目的 {#purpose}

目的を定める。

## 2 定義 {#definitions}

用語は、次のとおりとする。

- (1) 機密性　権限のある者だけが利用することができることをいう。
- (2) 完全性　正確であることをいう。
- (3) 可用性　途切れることなく利用することができることをいう。
- (4) 資産　情報及び情報を取り扱う仕組みをいう。
- (5) 脅威　資産を脅かすものをいう。

## 3 範囲 {#scope}

管理者、議会及び監査委員とする。

# 第2章 対策 {#ch2}

## 4 組織 {#organisation}

組織を置く。

## 5 評価 {#evaluation}

毎年度、評価を行う。

## 6 見直し {#review}

必要に応じて見直しを行う。
"""


def make(body: str, numbering: str = "outline") -> Document:
    meta = FrontMatter("sample", DocumentKind.POLICY, "見本方針", "public", numbering, "総務課")
    return Document(meta, read_body(body, get_style(numbering))[0])


def tabulate(
    old: str, new: str, preset: str = "jichitai", phase: Phase = Phase.FINAL
) -> ComparisonTable:
    return make_table(compare_documents(make(old), make(new)), PRESETS[preset], phase)


def show(table: ComparisonTable) -> list[str]:
    """Write each row as `new | old`, marked characters between < and >."""
    return [f"{_show_cell(row.new)} | {_show_cell(row.old)}" for row in table.rows]


def _show_cell(parts: tuple[Part, ...]) -> str:
    return " / ".join(
        " ".join(filter(None, (*map(_show_runs, (part.label, part.caption, part.text)), part.note)))
        for part in parts
    )


def _show_runs(runs: tuple[Run, ...]) -> str:
    return "".join(run.text if run.kind is RunKind.EQUAL else f"<{run.text}>" for run in runs)


def rows(new: str, preset: str = "jichitai") -> list[str]:
    return show(tabulate(OLD, new, preset))


def test_a_changed_item_stands_below_its_ancestors_and_beside_its_collapsed_siblings() -> None:
    assert rows(OLD.replace("正確であること", "正確かつ完全であること")) == [
        "第1章 総則 | 第1章 総則",
        "1 （略） | 1 （略）",
        "2 定義 （略） | 2 定義 （略）",
        "(1) （略） | (1) （略）",
        "(2) 完全性　正確<かつ完全>であることをいう。 | (2) 完全性　正確であることをいう。",
        "(3)～(5) （略） | (3)～(5) （略）",
        "3 （略） | 3 （略）",
        "第2章 （略） | 第2章 （略）",
    ]


def test_two_neighbours_are_joined_by_and() -> None:
    new = OLD.replace("途切れることなく", "絶えず").replace("毎年度、", "")
    assert "(1)及び(2) （略） | (1)及び(2) （略）" in rows(new)
    assert "(4)及び(5) （略） | (4)及び(5) （略）" in rows(new)
    assert not [row for row in rows(new) if "3及び" in row or "3～" in row]


def test_what_was_added_stands_against_a_word_and_is_marked_as_a_whole() -> None:
    added = "\n## 7 公表 {#publication}\n\n遅滞なく公表する。\n\n- (1) 方法\n- (2) 時期\n"
    assert rows(OLD + added)[-1] == (
        "<7> <公表> <遅滞なく公表する。> / <(1)> <方法> / <(2)> <時期> | （新設）"
    )


def test_what_was_removed_stands_where_it_stood() -> None:
    found = rows(OLD.replace("- (5) 脅威　資産を脅かすものをいう。\n", ""))
    assert found[4] == "（削る） | <(5)> <脅威　資産を脅かすものをいう。>"
    assert found[3] == "(1)～(4) （略） | (1)～(4) （略）"


def test_what_replaces_a_removed_item_stands_behind_it() -> None:
    old, new = "資産　情報及び情報を取り扱う仕組みをいう。", "犬猫等　飼い主が責めを負う。"
    found = rows(OLD.replace(old, new))
    first = found.index(f"（削る） | <(4)> <{old}>")
    assert found[first + 1] == f"<(4)> <{new}> | （新設）"


INSERTED = (
    OLD.replace("## 6 見", "## 7 見")
    .replace("## 5 評", "## 6 評")
    .replace("## 6 評", "## 5 監査 {#audit}\n\n監査を行う。\n\n## 6 評")
)


def test_what_an_insertion_renumbered_is_left_out_under_marked_labels() -> None:
    assert rows(INSERTED)[-3:] == [
        "4 （略） | 4 （略）",
        "<5> <監査> <監査を行う。> | （新設）",
        "<6及び7> （略） | <5及び6> （略）",
    ]


def test_a_renumbered_provision_with_a_change_below_keeps_its_marked_label() -> None:
    old = OLD.replace("毎年度、評価を行う。", "評価を行う。\n\n- (1) 自己点検\n- (2) 監査")
    new = INSERTED.replace("毎年度、評価を行う。", "評価を行う。\n\n- (1) 自己点検等\n- (2) 監査")
    assert show(tabulate(old, new))[-4:] == [
        "<6> 評価 （略） | <5> 評価 （略）",
        "(1) 自己点検<等> | (1) 自己点検",
        "(2) （略） | (2) （略）",
        "<7> （略） | <6> （略）",
    ]


def test_a_new_caption_is_marked_and_the_text_is_shown() -> None:
    assert (
        "3 <適用>範囲 管理者、議会及び監査委員とする。 | 3 範囲 管理者、議会及び監査委員とする。"
        in rows(OLD.replace("## 3 範囲", "## 3 適用範囲"))
    )


def test_what_moved_stands_at_its_new_place_beside_its_old_label() -> None:
    text = "## 5 評価 {#evaluation}\n\n毎年度、評価を行う。\n"
    moved = "### (1) 評価 {#evaluation}\n\n毎年度、評価を行う。\n"
    new = OLD.replace(text + "\n", "").replace("監査委員とする。\n", "監査委員とする。\n\n" + moved)
    table = tabulate(OLD, new.replace("## 6 ", "## 5 "), "kuni")
    row = next(row for row in table.rows if row.new[0].is_moved)
    assert _show_cell(row.new) == "<(1)> 評価 毎年度、評価を行う。"
    assert _show_cell(row.old) == "<5> 評価 毎年度、評価を行う。"
    assert row.remark == "（5から移動）"
    assert table.options.doubles_moved_labels


def test_a_text_that_is_new_for_the_most_part_is_marked_as_a_whole() -> None:
    old, new = "毎年度、評価を行う。", "点検の結果に応じて措置を講じ、その評価を公表する。"
    assert rows(OLD.replace(old, new))[-2] == f"5 評価 <{new}> | 5 評価 <{old}>"


def test_a_split_provision_stands_in_one_row_with_all_its_parts() -> None:
    long = "管理者は、資産の台帳を作成し、毎年度これを点検するものとする。"
    more = "職員等は、資産を持ち出すときは、あらかじめ管理者の許可を受けるものとする。"
    old = OLD.replace("組織を置く。", f"{long}{more}")
    new = OLD.replace("## 6 見", "## 7 見").replace("## 5 評", "## 6 評")
    new = new.replace("組織を置く。", f"{long}\n\n## 5 持出し\n\n{more}")
    table = tabulate(old, new)
    row = next(row for row in table.rows if row.kind is RowKind.CHANGED)
    assert [len(row.old), len(row.new)] == [1, 2]
    assert "<持出し>" in _show_cell(row.new)


TABLE = """
台帳
| 名称 | 数 |
|---|---|
| 端末 | 10 |
| 装置 | 2 |
"""


def test_a_changed_cell_comes_with_its_table() -> None:
    old, new = OLD + TABLE, OLD + TABLE.replace("| 10 |", "| 12 |")
    row = tabulate(old, new).rows[-1]
    assert row.kind is RowKind.CHANGED
    assert row.new[0].table is not None
    assert [pair.is_equal for pair in row.new[0].table.rows] == [True, False, True]


def test_nothing_changed_is_a_sentence_and_no_table() -> None:
    table = tabulate(OLD, OLD)
    assert (table.rows, table.message) == ((), "本文に変更はありません。")
    assert (table.note, table.preface, table.closing) == ("", "", "")


def test_a_change_of_form_is_a_sentence_and_no_table() -> None:
    table = tabulate(OLD, OLD.replace("(1)", "（１）"))
    assert not table.rows
    assert table.message.startswith("字形")


def test_what_was_not_compared_is_said() -> None:
    picture = "\n![構成図](network.png)\n"
    assert "図の内容は比べていません" in tabulate(OLD + picture, OLD + picture).message


def test_a_wholly_new_text_is_shown_without_the_old_one() -> None:
    other = "".join(
        f"## {n} 章{n}\n\n{word}は、{word}のために{word}する。\n\n"
        for n, word in enumerate(("犬", "猫", "鳥", "魚", "馬", "牛", "羊", "兎", "虎", "竜"), 1)
    )
    table = tabulate(OLD, other)
    assert {row.kind for row in table.rows} == {RowKind.TEXT}
    assert len(table.rows) == 10
    assert "対照せず" in table.message


def test_presets_use_their_own_words() -> None:
    new = OLD.replace("- (5) 脅威　資産を脅かすものをいう。\n", "").replace("毎年度、", "")
    kuni, biko = tabulate(OLD, new, "kuni"), tabulate(OLD, new, "biko")
    assert "［削る］ | <(5)> <脅威　資産を脅かすものをいう。>" in show(kuni)
    assert "注記である" in kuni.closing
    assert [row.remark for row in biko.rows if row.kind is RowKind.REMOVED] == ["（削除）"]
    assert [row.remark for row in biko.rows if row.kind is RowKind.CHANGED] == ["（変更）"]
    assert {row.remark for row in biko.rows if row.kind is RowKind.UNCHANGED} == {"（略）"}
    assert tabulate(OLD, new).preface == "見本方針の一部を次の表のように改正する。"
    assert tabulate(OLD, new).note == "（下線部分は改正部分）"


def test_what_is_amended_is_called_what_it_was_called_before() -> None:
    old, new = make(OLD), make(OLD.replace("毎年度、", ""))
    renamed = replace(new, meta=replace(new.meta, title="新しい方針"))
    for kind in (RevisionKind.PARTIAL, RevisionKind.FULL, RevisionKind.CORRECTION):
        table = make_table(compare_documents(old, renamed), PRESETS["jichitai"].adapt(kind))
        assert table.preface.startswith("見本方針")
        assert table.title == "新しい方針"


def test_each_supplement_left_out_is_told_from_the_others() -> None:
    supplements = "\n# 附則 {#s}\n\nこの方針は、公布の日から施行する。\n" + "".join(
        f"\n# 附則（{day}改正） {{#s{number}}}\n\nこの改正は、公布の日から施行する。\n"
        for number, day in enumerate(("令和7年4月1日及び令和7年6月1日", "令和8年10月5日"))
    )
    table = tabulate(OLD + supplements, OLD.replace("毎年度、", "") + supplements)
    assert show(table)[-3:] == [
        f"{name} （略） | {name} （略）"
        for name in (
            "附則",
            "附則（令和7年4月1日及び令和7年6月1日改正）",
            "附則（令和8年10月5日改正）",
        )
    ]


def test_headings_say_whether_the_text_is_a_draft() -> None:
    new = OLD.replace("毎年度、", "")
    assert tabulate(OLD, new).headings == ("改正後", "改正前")
    assert tabulate(OLD, new, phase=Phase.DRAFT).headings == ("改正案", "現行")
    assert tabulate(OLD, new, "biko", Phase.DRAFT).headings == ("新", "旧")


def test_a_preset_may_be_varied_and_an_unknown_one_is_refused() -> None:
    assert get_preset("jichitai", is_new_first=False).is_new_first is False
    with pytest.raises(InvalidPreset, match="jichitai、kuni、biko"):
        get_preset("kaisha")


def faults(comparison: Comparison, table: ComparisonTable) -> tuple[str, ...]:
    links, changes = comparison.alignment.links, comparison.changes
    pairs = make_pairs(comparison.old, comparison.new, links, changes)
    return find_table_faults(table, pairs, changes)


def test_the_proof_sees_every_kind_of_wrong_table() -> None:
    comparison = compare_documents(make(OLD), make(INSERTED.replace("正確である", "正しくある")))
    table = make_table(comparison)
    assert faults(comparison, table) == ()

    def spoil(kind: RowKind, **changes: object) -> tuple[str, ...]:
        index = next(i for i, row in enumerate(table.rows) if row.kind is kind)
        spoiled = replace(table.rows[index], **changes)  # type: ignore[arg-type]
        rows = (*table.rows[:index], spoiled, *table.rows[index + 1 :])
        return faults(comparison, replace(table, rows=rows))

    changed = next(row for row in table.rows if row.kind is RowKind.CHANGED)
    assert "が表に0回あります" in spoil(RowKind.CHANGED, new_units=())[0]
    assert "が新旧対照表にありません" in spoil(RowKind.CHANGED, changes=())[0]
    reworded = (*changed.new_units, *changed.old_units)[:1]
    assert any("同じではありません" in f for f in spoil(RowKind.UNCHANGED, new_units=reworded))
    named = (Part((Run(RunKind.EQUAL, "9"),)),)
    assert "（略）の前の「9」はありません" in spoil(RowKind.UNCHANGED, new=named)
    retyped = (replace(changed.new[0], text=(Run(RunKind.ADDED, "手で直した。"),)),)
    assert "表と本文で違います" in spoil(RowKind.CHANGED, new=retyped)[0]


LAW = SHARED / "corpora" / "personal-information-protection-act"
VERSIONS = ("2020-06-12", "2022-01-01", "2022-04-01", "2023-04-01", "2025-04-01", "2026-06-24")


@pytest.mark.parametrize(("old", "new"), [*pairwise(VERSIONS), (VERSIONS[0], VERSIONS[-1])])
def test_every_amendment_of_a_real_law_gives_a_proved_table(old: str, new: str) -> None:
    if not LAW.exists():
        pytest.skip("needs the corpora beside the repository")
    comparison = compare_documents(read_law(LAW / f"{old}.md"), read_law(LAW / f"{new}.md"))
    assert bool(make_table(comparison).rows) is bool(comparison.changes)


@settings(max_examples=100, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    names=st.lists(st.sampled_from(EDITS), max_size=12),
    has_ids=st.booleans(),
)
def test_any_edits_give_a_table_that_is_proved(seed: int, names: list[str], has_ids: bool) -> None:
    author = Author(random.Random(seed), has_ids)
    old = author.write(6)
    new = copy(old)
    for name in names:
        author.edit(new, name)
    documents = [render(nodes, has_ids=has_ids) for nodes in (old, new)]
    comparison = compare_documents(*documents)
    assert bool(make_table(comparison).rows) is bool(comparison.changes)


@pytest.mark.parametrize("seed", range(60))
def test_random_amendments_of_the_sample_policy_give_proved_tables(seed: int) -> None:
    """make_table raises where anything is lost, doubled or hidden."""
    source = POLICY.read_text(encoding="utf-8")
    old, new = read_document(source, "old"), read_document(_amend(source, seed), "new")
    for before, after in ((old, new), (new, old)):
        comparison = compare_documents(before, after)
        table = make_table(comparison)
        assert bool(table.rows) is bool(comparison.changes)


def _amend(source: str, seed: int) -> str:
    """Return the policy with sections and items dropped, doubled, moved, reworded, renumbered."""
    chance = random.Random(seed)
    head, *sections = re.split(r"(?m)^(?=##? )", source)
    for _ in range(chance.randint(1, 4)):
        edit = chance.choice((_drop, _move, _reword, _renumber, _insert))
        edit(sections, chance)
    return head + "".join(sections)


def _drop(sections: list[str], chance: random.Random) -> None:
    del sections[chance.randrange(len(sections))]


def _move(sections: list[str], chance: random.Random) -> None:
    section = sections.pop(chance.randrange(len(sections)))
    sections.insert(chance.randrange(len(sections)), section)


def _reword(sections: list[str], chance: random.Random) -> None:
    index = chance.randrange(len(sections))
    lines = sections[index].splitlines(keepends=True)
    line = chance.randrange(len(lines))
    words = chance.choice((("本組合", "広域連合"), ("及び", "並びに"), ("。", "ものとする。")))
    lines[line] = lines[line].replace(*words)
    if lines[line].startswith("- ") and chance.random() < 0.5:
        del lines[line]
    sections[index] = "".join(lines)


def _renumber(sections: list[str], chance: random.Random) -> None:
    start = chance.randrange(len(sections))
    for index in range(start, len(sections)):
        sections[index] = re.sub(
            r"^## (\d+) ", lambda found: f"## {int(found[1]) + 1} ", sections[index]
        )


def _insert(sections: list[str], chance: random.Random) -> None:
    number = chance.randint(100, 10**6)
    text = f"## {number} 新たな規定 {{#new-{number}}}\n\n新たに定める。\n\n- (1) 甲\n- (2) 乙\n\n"
    sections.insert(chance.randrange(len(sections)), text)


# The layout that a body sets once


def test_the_settings_name_every_preset_and_every_option() -> None:
    keys = read_schema("settings")["properties"]["comparison"]["properties"]
    assert keys["preset"]["enum"] == list(PRESETS)
    assert set(keys) - {"preset"} == set(SETTINGS)


def test_a_body_may_want_some_of_its_preset_otherwise() -> None:
    style = ComparisonStyle("kuni", {"new_first": False, "pad_blank": True})
    assert choose_options(style) == get_preset("kuni", is_new_first=False, pads_blank=True)
    assert choose_options(style, "biko") == get_preset("biko", is_new_first=False, pads_blank=True)
    assert choose_options(ComparisonStyle()) == PRESETS["jichitai"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RevisionKind.PARTIAL, "見本方針の一部を次の表のように改正する。"),
        (
            RevisionKind.FULL,
            "見本方針の全部を改正する。次の表は、対応する規定を対照したものである。",
        ),
        (RevisionKind.CORRECTION, "見本方針を次の表のように訂正する。"),
        (RevisionKind.ENACTMENT, ""),
        (None, ""),
    ],
)
def test_the_preface_says_what_kind_of_amendment_it_is(
    kind: RevisionKind | None, expected: str
) -> None:
    comparison = compare_documents(make(OLD), make(INSERTED))
    table = make_table(comparison, PRESETS["jichitai"].adapt(kind))
    assert table.preface == expected


@pytest.mark.parametrize(
    ("preset", "changes", "start", "end"),
    [
        ("biko", {}, "備考　改正理由：法の施行に伴う。", ""),
        ("jichitai", {}, "", ""),
        ("jichitai", {"shows_reason": True}, "備考　改正理由：法の施行に伴う。", ""),
        ("kuni", {"shows_reason": True}, "備考　表中の", "　改正理由：法の施行に伴う。"),
    ],
)
def test_the_reason_stands_below_the_table_where_the_layout_wants_it(
    preset: str, changes: dict[str, bool], start: str, end: str
) -> None:
    comparison = compare_documents(make(OLD), make(INSERTED))
    options = get_preset(preset, **changes)
    closing = make_table(comparison, options, reason="法の施行に伴う。").closing
    assert closing.startswith(start)
    assert closing.endswith(end)
    assert bool(closing) is bool(start)
    same = compare_documents(make(OLD), make(OLD))
    assert make_table(same, options, reason="法の施行に伴う。").closing == ""
