"""Comparison: each kind of change gives the one record it should, in the order of the text."""

import pytest

from kitei.compare.change import ChangeKind
from kitei.compare.comparison import compare_documents
from kitei.compare.outcome import Form, Omission, PictureHashes, Verdict
from kitei.compare.run import RunKind
from kitei.model.matching import Judgement, Match
from tests.compare.building import compare_bodies, list_kinds, make_document

BODY = """\
## 1 目的 {#purpose}

資産を守る。

## 2 範囲 {#scope}

範囲は、次による。

- ① 管理者
- ② 議会
- ③ 監査委員

## 3 義務 {#duties}

義務を守る。

## 4 監査 {#audit}

監査を行う。
"""
NEW_SECTION = "## 2 体制 {#bodies}\n\n体制は、次による。\n\n- ① 統括者\n- ② 責任者\n\n"


def renumber(body: str, first: int) -> str:
    """Return the body with its sections from `first` on counted one further."""
    for number in range(4, first - 1, -1):
        body = body.replace(f"## {number} ", f"## {number + 1} ")
    return body


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("資産を守る", "情報を守る", [("reworded", "1", "1")]),
        ("1 目的", "1 趣旨", [("caption", "1", "1")]),
        ("目的 {#purpose}\n\n資産", "趣旨 {#purpose}\n\n情報", [("caption+reworded", "1", "1")]),
        ("- ③ 監査委員\n", "", [("removed", "2-③", "")]),
        ("監査委員\n", "監査委員\n- ④ 会計室\n", [("added", "", "2-④")]),
        ("③ 監査委員", "④ 監査委員", [("renumbered", "2-③", "2-④")]),
        (
            "- ① 管理者\n- ② 議会\n- ③ 監査委員",
            "- ① 監査委員\n- ② 管理者\n- ③ 議会",
            [("moved", "2-③", "2-①"), ("renumbered", "2-① 2-②", "2-② 2-③")],
        ),
        ("監査を行う。\n", "監査を行う。\n\n- ① 毎年\n\n終わり。\n", [
            ("added", "", "4-①"), ("added", "", "4"),
        ]),
    ],
)  # fmt: skip
def test_each_edit_gives_its_record(
    before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    assert BODY.replace(before, after) != BODY
    assert list_kinds(compare_bodies(BODY, BODY.replace(before, after))) == expected


def test_an_insertion_is_one_record_and_what_it_renumbered_another() -> None:
    new = renumber(BODY, 2).replace("## 3 範囲", NEW_SECTION + "## 3 範囲")
    assert list_kinds(compare_bodies(BODY, new)) == [
        ("added", "", "2 2-① 2-②"),
        ("renumbered", "2 3 4", "3 4 5"),
    ]


def test_a_reworded_provision_does_not_part_those_renumbered_with_it() -> None:
    new = renumber(BODY, 2).replace("## 3 範囲", NEW_SECTION + "## 3 範囲")
    new = new.replace("義務を守る", "義務を果たす")
    assert list_kinds(compare_bodies(BODY, new)) == [
        ("added", "", "2 2-① 2-②"),
        ("renumbered", "2 4", "3 5"),
        ("renumbered+reworded", "3", "4"),
    ]


def test_a_removal_stands_where_it_stood_and_numbers_close_up_behind_it() -> None:
    start, end = BODY.index("## 2"), BODY.index("## 3")
    new = (BODY[:start] + BODY[end:]).replace("## 3 ", "## 2 ").replace("## 4 ", "## 3 ")
    assert list_kinds(compare_bodies(BODY, new)) == [
        ("removed", "2 2-① 2-② 2-③", ""),
        ("renumbered", "3 4", "2 3"),
    ]


def test_a_provision_that_moved_and_was_reworded_is_one_record() -> None:
    start = BODY.index("## 2")
    purpose = BODY[:start].replace("守る", "保つ").replace("## 1", "## 4")
    rest = BODY[start:]
    for number in (2, 3, 4):
        rest = rest.replace(f"## {number}", f"## {number - 1}")
    assert list_kinds(compare_bodies(BODY, f"{rest}\n{purpose}")) == [
        ("renumbered", "2 3 4", "1 2 3"),
        ("moved+reworded", "1", "4"),
    ]


def test_the_runs_of_a_record_are_those_of_its_sides() -> None:
    change = compare_bodies(BODY, BODY.replace("資産を守る", "情報を守る")).changes[0]
    assert [(run.kind, run.text) for run in change.old_runs()[0]] == [
        (RunKind.REMOVED, "資産"),
        (RunKind.EQUAL, "を守る。"),
    ]
    assert [(run.kind, run.text) for run in change.new_runs()[0]] == [
        (RunKind.ADDED, "情報"),
        (RunKind.EQUAL, "を守る。"),
    ]


def test_a_split_holds_all_parts_and_cuts_its_runs_between_them() -> None:
    whole = "職員等は、端末を施錠して保管し、離席するときは画面を隠し、退庁するときは電源を切る。"
    parts = (
        "職員等は、端末を施錠して保管し、離席するときは画面を隠す。",
        "退庁するときは電源を切る。",
    )
    old = BODY.replace("- ③ 監査委員", f"- ③ {whole}")
    new = BODY.replace("- ③ 監査委員", f"- ③ {parts[0]}\n- ④ {parts[1]}")
    comparison = compare_bodies(old, new)
    assert list_kinds(comparison) == [("split+reworded", "2-③", "2-③ 2-④")]
    change = comparison.changes[0]
    assert change.is_possible
    assert tuple("".join(run.text for run in runs) for runs in change.new_runs()) == parts
    assert list_kinds(compare_bodies(new, old)) == [("merged+reworded", "2-③ 2-④", "2-③")]


def test_a_guess_about_a_move_is_called_possible_and_one_in_its_place_is_not() -> None:
    text = "端末を庁舎の外へ持ち帰るときは、あらかじめ課長の許可を得て、台帳に記録する。"
    moved = text.replace("課長", "管理者")
    far = compare_bodies(
        BODY.replace("管理者\n", f"{text}\n"),
        BODY.replace("監査委員\n", f"監査委員\n- ④ {moved}\n"),
    )
    assert [c.is_possible for c in far.changes if ChangeKind.MOVED in c.kinds] == [True]
    near = compare_bodies(
        BODY.replace("管理者\n", f"{text}\n"), BODY.replace("管理者\n", f"{moved}\n")
    )
    assert [(c.kinds, c.is_possible) for c in near.changes] == [((ChangeKind.REWORDED,), False)]


def test_one_id_over_two_quite_unlike_texts_is_doubtful() -> None:
    new = BODY.replace("目的", "会議").replace(
        "資産を守る。", "会議は、年に三回、公開して開くものとする。"
    )
    assert [change.is_doubtful for change in compare_bodies(BODY, new).changes] == [True]


@pytest.mark.parametrize(
    ("before", "after", "form"),
    [
        ("資産を守る", "資 産を守る", Form.TEXT),
        ("資産を守る。", "資産を\n\n守る。", Form.TEXT),
        ("1 目的", "１ 目的", Form.LABEL),
        ("1 目的", "1 目 的", Form.CAPTION),
        ("資産を守る", "[資産](other.md)を守る", Form.LINKS),
        ("- ③ 監査委員\n", "### ③\n\n監査委員\n", Form.SHAPE),
    ],
)
def test_mere_form_gives_no_record_and_is_listed(before: str, after: str, form: Form) -> None:
    comparison = compare_bodies(BODY, BODY.replace(before, after))
    assert comparison.changes == ()
    assert [note.forms for note in comparison.formatting] == [(form,)]
    assert comparison.verdict is Verdict.FORMATTING


def test_a_circled_one_is_another_word_than_one() -> None:
    comparison = compare_bodies(BODY, BODY.replace("資産を守る", "資産①を守る"))
    again = compare_bodies(
        BODY.replace("資産を守る", "資産1を守る"), BODY.replace("資産を守る", "資産①を守る")
    )
    assert list_kinds(comparison) == list_kinds(again) == [("reworded", "1", "1")]


def test_the_title_and_the_cover_are_compared() -> None:
    comparison = compare_documents(make_document(BODY), make_document(BODY, title="見本基準"))
    assert list_kinds(comparison) == [("reworded", "", "")]


TABLE = "\n| 名 | 値 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |\n| 丙 | 三 |\n"


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ("| 乙 | 二 |", "| 乙 | 五 |", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("| 乙 | 二 |\n", "", [(0, 0), (1, 1), (2, None), (3, 2)]),
        ("| 乙 | 二 |", "| 丁 | 四 |\n| 乙 | 二 |", [(0, 0), (1, 1), (None, 2), (2, 3), (3, 4)]),
        ("| 名 | 値 |", "| 名 | 数 |", [(0, 0), (1, 1), (2, 2), (3, 3)]),
    ],
)
def test_tables_are_compared_by_rows_and_cells(
    before: str, after: str, rows: list[tuple[int | None, int | None]]
) -> None:
    comparison = compare_bodies(BODY + TABLE, BODY + TABLE.replace(before, after))
    assert list_kinds(comparison) == [("table", "4", "4")]
    table = comparison.changes[0].table
    assert table is not None
    assert [(row.old, row.new) for row in table.rows] == rows
    assert comparison.coverage.is_complete


def test_a_table_with_another_number_of_columns_is_shown_whole_and_said_so() -> None:
    wide = TABLE.replace("|\n", "| 備考 |\n").replace("|---|---| 備考 |", "|---|---|---|")
    comparison = compare_bodies(BODY + TABLE, BODY + wide)
    assert list_kinds(comparison) == [("table", "4", "4")]
    table = comparison.changes[0].table
    assert table is not None
    assert table.is_whole
    assert [found.reason for found in comparison.coverage.uncompared] == [Omission.TABLE]


def test_cells_merged_in_another_way_are_a_change_of_the_table() -> None:
    merged = TABLE.replace("| 乙 | 二 |", "| ^^ | 二 |")
    own = TABLE.replace("| 甲 | 一 |\n| 乙 | 二 |", "| 甲 | 一 |\n| 甲 | 二 |")
    comparison = compare_bodies(BODY + own, BODY + merged)
    assert list_kinds(comparison) == [("table", "4", "4")]


PICTURE = '\n![庁舎の図](plan.png "図1")\n'


def test_a_picture_is_compared_by_its_words_and_its_hash() -> None:
    old, new = make_document(BODY + PICTURE), make_document(BODY + PICTURE)
    same = PictureHashes({"plan.png": "aa"}, {"plan.png": "aa"})
    other = PictureHashes({"plan.png": "aa"}, {"plan.png": "bb"})
    assert compare_documents(old, new, hashes=same).changes == ()
    assert list_kinds(compare_documents(old, new, hashes=other)) == [("picture", "4", "4")]
    reworded = make_document(BODY + PICTURE.replace("庁舎", "書庫"))
    assert list_kinds(compare_documents(old, reworded, hashes=same)) == [("picture", "4", "4")]


def test_a_picture_without_a_hash_is_said_not_to_be_compared() -> None:
    comparison = compare_bodies(BODY + PICTURE, BODY + PICTURE)
    assert comparison.verdict is Verdict.UNCHANGED
    assert [(found.reason, found.found) for found in comparison.coverage.uncompared] == [
        (Omission.PICTURE, "plan.png")
    ]


def test_a_renamed_picture_with_equal_bytes_is_no_change() -> None:
    old = make_document(BODY + PICTURE)
    new = make_document(BODY + PICTURE.replace("plan", "map"))
    same = PictureHashes({"plan.png": "aa"}, {"map.png": "aa"})
    assert compare_documents(old, new, hashes=same).changes == ()
    assert list_kinds(compare_documents(old, new)) == [("picture", "4", "4")]


def test_the_reason_of_a_decision_comes_with_its_record() -> None:
    body = BODY.replace(" {#duties}", "").replace(" {#audit}", "")
    new = body.replace("3 義務", "3 会議").replace("義務を守る", "年に三回開き、公開する")
    decision = Match("3", "3", Judgement.SAME, "見直しの結果")
    comparison = compare_documents(make_document(body), make_document(new), [decision])
    assert [change.reason for change in comparison.changes] == ["見直しの結果"]


def test_related_provisions_name_each_other() -> None:
    new = BODY.replace("義務を守る。", "会議を開く。").replace("duties", "meeting")
    decision = Match("3", "3", Judgement.RELATED, "")
    comparison = compare_documents(make_document(BODY), make_document(new), [decision])
    assert sorted((change.kinds[0].value, change.related) for change in comparison.changes) == [
        ("added", "3"),
        ("removed", "3"),
    ]


def test_another_text_is_shown_as_one_removed_and_one_added() -> None:
    old, new = (
        "".join(
            f"## {number} {word}{number}\n\n{word}は、{number}日以内に{word}を行う。\n\n"
            for number in range(1, 13)
        )
        for word in ("点検", "会議")
    )
    comparison = compare_bodies(old, new)
    assert comparison.verdict is Verdict.REPLACED
    assert {change.kinds for change in comparison.changes} == {
        (ChangeKind.ADDED,),
        (ChangeKind.REMOVED,),
    }
