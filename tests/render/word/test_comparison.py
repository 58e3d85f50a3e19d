"""The comparison table in Word: landscape, two equal columns, labels that hang, what is marked."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from kitei.compare.comparison import compare_documents
from kitei.compare.comparison_table import ComparisonTable, Part, RowKind
from kitei.compare.run import RunKind
from kitei.compare.table_options import PRESETS, Phase, TableOptions, get_preset
from kitei.compare.tabulation import make_table
from kitei.render.word import comparison_rows, write_comparison
from kitei.render.word.comparison_cells import ASIDE
from kitei.settings import Settings
from tests.render.word.conftest import STAFF, Pair
from tests.render.word.samples import get_style, get_text, read_part, squeeze
from tests.render.word.structure import W, find_structure_faults

JICHITAI = PRESETS["jichitai"]


def tabulate(pair: Pair, options: TableOptions = JICHITAI) -> ComparisonTable:
    return make_table(compare_documents(pair.old.document, pair.new.document), options)


def write(pair: Pair, settings: Settings, options: TableOptions = JICHITAI) -> bytes:
    return write_comparison(tabulate(pair, options), pair.old, pair.new, settings)


def get_rows(data: bytes) -> list[list[etree._Element]]:
    """Return the cells of each row of the outer table, the head first."""
    table = read_part(data)[0].find(W + "tbl")
    return [row.findall(W + "tc") for row in table.findall(W + "tr")]


def list_marked(cell: etree._Element) -> list[str]:
    """Return what is underlined in a cell, but for what a picture says to those who see none."""
    runs = (run for run in cell.iter(W + "r") if run.find(f"{W}rPr/{W}u") is not None)
    return [get_text(run) for run in runs if get_style(run.getparent()) != ASIDE]


def list_asides(cell: etree._Element) -> list[str]:
    """Return what stands in a cell without being text of the document."""
    return [get_text(line) for line in cell.iter(W + "p") if get_style(line) == ASIDE]


@pytest.fixture(scope="module")
def pairs(own_pairs: dict[str, Pair], made_pairs: dict[str, Pair]) -> dict[str, Pair]:
    return own_pairs | made_pairs


def test_every_pair_gives_a_file_without_errors(
    pairs: dict[str, Pair],
    settings: Settings,
    tmp_path: Path,
    docx_errors: Callable[..., list[str]],
) -> None:
    for name, pair in pairs.items():
        (tmp_path / f"{name}.docx").write_bytes(write(pair, settings))
    for preset in PRESETS:
        for name in ("security-standard-2-3", "moved", "cell", "picture"):
            data = write(pairs[name], settings, PRESETS[preset])
            (tmp_path / f"{name}-{preset}.docx").write_bytes(data)
    assert docx_errors(*sorted(tmp_path.glob("*.docx"))) == []


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_is_wrong_with_the_structure_and_the_bytes_repeat(
    pairs: dict[str, Pair], settings: Settings, preset: str
) -> None:
    for name, pair in pairs.items():
        data = write(pair, settings, PRESETS[preset])
        assert find_structure_faults(data) == [], name
        assert data == write(pair, settings, PRESETS[preset]), name


def test_every_part_of_the_table_stands_in_its_cell(
    pairs: dict[str, Pair], settings: Settings
) -> None:
    for name, pair in pairs.items():
        table = tabulate(pair)
        if not table.rows or not table.rows[0].old:
            continue
        rows = get_rows(write(pair, settings))[1:]
        for row, (new, old) in zip(table.rows, rows, strict=True):
            for parts, cell in ((row.new, new), (row.old, old)):
                assert _tell(cell) == _tell_parts(parts), name


def _tell(cell: etree._Element) -> str:
    lines = (line for line in cell.iter(W + "p") if get_style(line) != ASIDE)
    return squeeze("".join(map(get_text, lines))).replace("↵", "")


def _tell_parts(parts: tuple[Part, ...]) -> str:
    """Return the words of a cell; a table's caption stands above it, a picture's below."""
    found = []
    for part in parts:
        is_picture = part.unit is not None and part.unit.picture is not None
        text = () if is_picture else part.text
        found += [run.text for run in (*part.label, *part.caption, *text)] + [part.note]
    return squeeze("".join(found))


def test_what_is_underlined_is_what_the_table_marks(
    pairs: dict[str, Pair], settings: Settings
) -> None:
    for name, pair in pairs.items():
        table = tabulate(pair)
        if not table.rows or not table.rows[0].old:
            continue
        for row, (new, old) in zip(table.rows, get_rows(write(pair, settings))[1:], strict=True):
            for parts, cell in ((row.new, new), (row.old, old)):
                marked = "".join(list_marked(cell)).replace("↵", "")
                assert squeeze(marked) == squeeze("".join(_list_marks(parts))), name


def _list_marks(parts: tuple[Part, ...]) -> list[str]:
    marks = []
    for part in parts:
        is_picture = part.unit is not None and part.unit.picture is not None
        runs = (*part.label, *part.caption, *(() if is_picture else part.text))
        marks += [run.text for run in runs if run.kind is not RunKind.EQUAL]
    return marks


def test_the_page_is_landscape_with_two_columns_of_equal_width(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    data = write(own_pairs["basic-policy-3-4"], settings)
    size = read_part(data).find(f".//{W}pgSz")
    assert [size.get(W + name) for name in ("w", "h", "orient")] == ["16838", "11906", "landscape"]
    table = read_part(data)[0].find(W + "tbl")
    grid = [int(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    # 128.5 mm, in twips; LibreOffice goes by the grid, Word by the cells.
    assert grid == [7285, 7285]
    for row in get_rows(data):
        assert [int(cell.find(f"{W}tcPr/{W}tcW").get(W + "w")) for cell in row] == grid


def test_the_head_is_repeated_and_the_note_stands_at_the_right(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    data = write(own_pairs["basic-policy-3-4"], settings)
    table = read_part(data)[0].find(W + "tbl")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(W + "tr")]
    assert heads == [True] + [False] * (len(heads) - 1)
    assert [get_text(cell) for cell in get_rows(data)[0]] == ["改正後", "改正前"]
    note = table.getprevious()
    assert (get_style(note), get_text(note)) == ("ComparisonNote", "（下線部分は改正部分）")
    styles = read_part(data, "word/styles.xml")
    form = styles.find(f"{W}style[@{W}styleId='ComparisonNote']/{W}pPr/{W}jc")
    assert form.get(W + "val") == "right"


def test_a_label_hangs_with_a_tab_that_is_not_underlined(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    data = write(made_pairs["item-added"], settings)
    new, old = next(cells for cells in get_rows(data) if get_text(cells[1]) == "（新設）")
    paragraph = new.find(W + "p")
    assert get_text(paragraph) == "②\t生成AIの利用に関する事項を別に定める。"
    assert list_marked(new) == ["②", "生成AIの利用に関する事項を別に定める。"]
    assert list_marked(old) == []
    indent = paragraph.find(f"{W}pPr/{W}ind")
    assert indent.get(W + "left") == "630"
    assert indent.get(W + "hanging") == "420"


@pytest.mark.parametrize(
    ("options", "heads"),
    [
        (get_preset("jichitai", is_new_first=False), ["改正前", "改正後"]),
        (PRESETS["biko"], ["新", "旧", "備考"]),
    ],
)
def test_the_columns_follow_the_options(
    made_pairs: dict[str, Pair], settings: Settings, options: TableOptions, heads: list[str]
) -> None:
    rows = get_rows(write(made_pairs["words"], settings, options))
    assert [get_text(cell) for cell in rows[0]] == heads
    assert all(len(row) == len(heads) for row in rows)
    place = heads.index("改正前") if "改正前" in heads else heads.index("旧")
    assert any("広域連合" in get_text(row[place]) for row in rows)
    assert not any("本組合" in get_text(row[place]) for row in rows)


def test_remarks_in_their_narrow_column_are_not_torn_open(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    rows = get_rows(write(made_pairs["moved"], settings, PRESETS["biko"]))[1:]
    for row in rows:
        assert row[2].find(f"{W}p/{W}pPr/{W}jc").get(W + "val") == "left"


def test_a_draft_has_its_own_headings(made_pairs: dict[str, Pair], settings: Settings) -> None:
    pair = made_pairs["words"]
    comparison = compare_documents(pair.old.document, pair.new.document)
    table = make_table(comparison, JICHITAI, Phase.DRAFT)
    data = write_comparison(table, pair.old, pair.new, settings)
    assert [get_text(cell) for cell in get_rows(data)[0]] == ["改正案", "現行"]


def test_moved_labels_may_take_two_lines_and_changed_tables_a_box(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    moved = read_part(write(made_pairs["moved"], settings, PRESETS["kuni"]))
    assert "double" in {mark.get(W + "val") for mark in moved.iter(W + "u")}
    boxed = read_part(write(made_pairs["cell"], settings, PRESETS["kuni"]))
    assert {border.get(W + "val") for border in boxed.iter(W + "top")} >= {"dashed"}
    closing = get_rows(write(made_pairs["cell"], settings, PRESETS["kuni"]))[-1]
    assert len(closing) == 1
    assert get_text(closing[0]).startswith("備考")


def test_a_table_stands_in_its_cell_as_a_table(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    data = write(made_pairs["cell"], settings)
    new, old = next(cells for cells in get_rows(data) if cells[0].find(W + "tbl") is not None)
    assert list_marked(new) == ["した"]
    assert list_marked(old) == []
    texts = [get_text(cell) for cell in old.find(W + "tbl").iter(W + "tc")]
    expected = ["区分", "文書", "期間", "起案", "起案文書", "5年", "", "収受文書", "3年"]
    assert texts == [*expected, "その他", "1年"]


def test_a_changed_picture_stands_in_a_frame_with_its_alternative_text(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    root = read_part(write(made_pairs["picture"], settings))
    described = [e.get("descr") for e in root.iter("{*}docPr")]
    assert described == ["改めた組織の図", "組織の図"]
    assert len(list(root.iter("{*}prstDash"))) == 2


def test_another_alternative_text_of_a_picture_is_written_out_on_both_sides(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    cells = next(c for c in get_rows(write(made_pairs["picture"], settings)) if list_asides(c[0]))
    told = [list_asides(cell) for cell in cells]
    assert told == [["（図の説明）改めた組織の図"], ["（図の説明）組織の図"]]
    (line,) = (line for line in cells[0].iter(W + "p") if get_style(line) == ASIDE)
    marked = [get_text(run) for run in line.iter(W + "r") if run.find(f"{W}rPr/{W}u") is not None]
    assert marked == ["改めた"]
    added = write(made_pairs["picture-added"], settings)
    assert not any(list_asides(cell) for cells in get_rows(added) for cell in cells)


def test_the_note_tells_of_the_frames_of_pictures(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    body = read_part(write(made_pairs["picture"], settings))[0]
    (note,) = (line for line in body if get_style(line) == "ComparisonNote")
    assert get_text(note) == "（下線部分及び破線で囲んだ図は改正部分）"


@pytest.mark.parametrize(("preset", "expected"), [("jichitai", 1), ("kuni", 0), ("biko", 0)])
def test_where_a_moved_provision_came_from_is_said_below_its_text(
    made_pairs: dict[str, Pair], settings: Settings, preset: str, expected: int
) -> None:
    rows = get_rows(write(made_pairs["moved"], settings, PRESETS[preset]))
    asides = [text for cells in rows for cell in cells for text in list_asides(cell)]
    assert asides == ["（3から移動）"] * expected
    assert not any(list_asides(cells[1]) for cells in rows if len(cells) > 1)


def test_what_stands_opposite_to_a_new_provision_stands_at_its_level(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    there, back = made_pairs["item-added"], swap(made_pairs["item-added"])
    for pair, word, side in ((there, "（新設）", 1), (back, "（削る）", 0)):
        rows = get_rows(write(pair, settings))
        cell = next(cells[side] for cells in rows if get_text(cells[side]) == word)
        assert cell.find(f"{W}p/{W}pPr/{W}ind").get(W + "left") == "210"


def swap(pair: Pair) -> Pair:
    return Pair(pair.new, pair.old)


def test_what_the_table_cannot_show_is_said_below_it(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    body = read_part(write(made_pairs["merge-changed"], settings))[0]
    lines = [get_text(line) for line in body.find(W + "tbl").itersiblings(W + "p")]
    assert "（注）表の結合の仕方が変わりました。" in "".join(lines)
    above = [get_text(line) for line in body.find(W + "tbl").itersiblings(W + "p", preceding=True)]
    assert "結合" not in "".join(above)


@pytest.mark.parametrize(("phase", "pages"), [(Phase.DRAFT, 1), (Phase.FINAL, 0)])
def test_references_to_be_checked_stand_on_a_last_page_of_a_draft_only(
    made_pairs: dict[str, Pair], settings: Settings, phase: Phase, pages: int
) -> None:
    pair = made_pairs["words"]
    comparison = compare_documents(pair.old.document, pair.new.document)
    table = make_table(comparison, JICHITAI, phase)
    checks = ["3の「上記2」: 別の規定を指すようになりました。"]
    body = read_part(write_comparison(table, pair.old, pair.new, settings, checks=checks))[0]
    breaks = [line for line in body if line.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert [get_text(line) for line in breaks] == ["引用の確認"] * pages
    assert ("・" + checks[0] in get_text(body)) is bool(pages)
    clean = read_part(write_comparison(table, pair.old, pair.new, settings))[0]
    assert "引用の確認" not in get_text(clean)


def test_a_table_in_a_cell_may_go_on_over_a_page_but_its_rows_may_not(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    data = write(made_pairs["cell"], settings)
    inner = next(
        cell.find(W + "tbl")
        for cells in get_rows(data)[1:]
        for cell in cells[:1]
        if cell.find(W + "tbl") is not None
    )
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in inner.findall(W + "tr"))
    assert inner.find(f".//{W}keepNext") is None


def test_texts_without_a_change_give_a_sentence_and_no_table(
    made_pairs: dict[str, Pair], settings: Settings
) -> None:
    body = read_part(write(made_pairs["nothing"], settings))[0]
    assert body.find(W + "tbl") is None
    assert "本文に変更はありません。" in get_text(body)


def test_a_whole_new_text_is_shown_over_the_whole_width(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    other = own_pairs["security-standard-2-3"].new
    pair = Pair(other, own_pairs["basic-policy-3-4"].new)
    assert tabulate(pair).rows[0].kind is RowKind.TEXT
    body = read_part(write(pair, settings))[0]
    assert "ComparisonHead" not in map(get_style, body.iter(W + "p"))
    assert "全部を改めるため" in get_text(body)
    captions = [str(provision.caption or "") for provision in pair.new.document.walk()]
    assert all(caption in get_text(body) for caption in captions)
    title = pair.new.document.meta.title
    assert get_text(body[0]) == title
    assert get_text(read_part(write(pair, settings), "word/header1.xml")) == (
        f"{title}\t第4版　【取扱注意】"
    )
    heads = [line for line in body if get_text(line) == "1\t目的"]
    assert [line.find(f"{W}pPr/{W}keepNext") is not None for line in heads] == [True]


def test_the_file_is_marked_for_the_narrower_audience_of_both(
    own_pairs: dict[str, Pair], settings: Settings
) -> None:
    pair = own_pairs["basic-policy-3-4"]
    public = read_part(write(pair, settings), "word/header1.xml")
    title = f"{pair.new.document.meta.title}　新旧対照表"
    assert get_text(public) == f"{title}\t改正後 第4版　改正前 第3版"
    narrow = write(replace(pair, old=replace(pair.old, audience=STAFF)), settings)
    assert get_text(read_part(narrow, "word/header1.xml")).endswith("【取扱注意】")
    assert read_part(narrow, "docProps/core.xml").findtext("{*}category") == STAFF.title


def test_the_page_numbers_stand_at_the_foot(
    own_pairs: dict[str, Pair],
    settings: Settings,
    tmp_path: Path,
    soffice_to_pdf: Callable[[Path, Path], Path],
    pdf_text: Callable[[Path], str],
) -> None:
    path = tmp_path / "table.docx"
    path.write_bytes(write(own_pairs["basic-policy-3-4"], settings))
    pages = pdf_text(soffice_to_pdf(path, tmp_path)).split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert re.search(rf"\s{number} ?/ ?{len(pages)}\s*\Z", page)
        assert re.search("改正後 +改正前", page)


def test_a_table_is_written_in_no_time(own_pairs: dict[str, Pair], settings: Settings) -> None:
    pair = own_pairs["basic-policy-2-correction-1-3"]
    table = tabulate(pair)
    write_comparison(table, pair.old, pair.new, settings)
    times = []
    for _ in range(3):
        start = time.perf_counter()
        write_comparison(table, pair.old, pair.new, settings)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.35


def test_an_address_in_a_remark_is_never_broken() -> None:
    paragraph = comparison_rows._write_remark("（2(16)、3から移動）")
    words = "".join(run.text or "" for run in paragraph.iter(W + "t"))
    assert words == "（2\u2060(\u20601\u20606\u2060)、3から移動）"
