"""The pairs of texts have the size promised, and every tool is given the same."""

from pathlib import Path
from xml.etree import ElementTree

from benchmarks.compare_peers import TOOLS, check_lines, make_cases
from benchmarks.compare_texts import (
    dump_pairs,
    load_pairs,
    make_random,
    read_pair,
    write_pair,
    write_policy,
    write_random,
    write_xml,
)
from benchmarks.timing import measure
from kitei.compare.listing import list_units
from kitei.compare.units import UnitKind
from tests.compare.edits import list_nodes


def test_a_random_text_has_exactly_the_provisions_asked_for(tmp_path: Path) -> None:
    pair = write_random(tmp_path, 101)
    units = list_units(read_pair(pair)[0]).units
    assert sum(unit.kind is UnitKind.PROVISION for unit in units) == 101
    assert not any(unit.id for unit in units)


def test_the_same_size_gives_the_same_text_and_the_same_edits(tmp_path: Path) -> None:
    one, other = write_random(tmp_path / "1", 60), write_random(tmp_path / "2", 60)
    assert one.old.read_text("utf-8") == other.old.read_text("utf-8")
    assert one.new.read_text("utf-8") == other.new.read_text("utf-8")
    assert one.old.read_text("utf-8") != one.new.read_text("utf-8")


def test_random_edits_reword_move_add_and_take_away() -> None:
    old, new = make_random(300)
    before = {node.uid: node.text for node in list_nodes(old)}
    after = {node.uid: node.text for node in list_nodes(new)}
    assert after.keys() - before.keys()
    assert before.keys() - after.keys()
    assert sum(before[uid] != after[uid] for uid in before.keys() & after.keys()) > 10


def test_the_policy_is_two_decided_texts(tmp_path: Path) -> None:
    pair = write_policy(tmp_path)
    if pair is not None:  # a shallow clone has not got them
        old, new = read_pair(pair)
        assert old.meta.id == new.meta.id == "basic-policy"
        assert old.content != new.content


def test_pairs_pass_from_one_process_to_another(tmp_path: Path) -> None:
    pair = write_pair(tmp_path, "見本", "old", "new")
    assert load_pairs(dump_pairs([pair])) == [pair]


def test_trees_hold_every_unit_with_its_text(tmp_path: Path) -> None:
    pair = write_random(tmp_path, 60)
    write_xml(pair)
    for path, document in zip((pair.old, pair.new), read_pair(pair), strict=True):
        # Written a moment ago by the benchmark itself.
        tree = ElementTree.parse(path.with_suffix(".xml")).getroot()  # noqa: S314
        units = list_units(document).units
        assert [(each.get("label"), each.text or "") for each in tree] == [
            (unit.label, unit.text) for unit in units
        ]


def test_tools_that_need_no_package_compare_the_two_texts(tmp_path: Path) -> None:
    pair = write_random(tmp_path, 30)
    check_lines(pair)
    cases, absent = make_cases(pair, tmp_path, [tool for tool in TOOLS if not tool.package])
    assert not absent
    assert len(cases) == 5
    assert all(str(pair.new) in case.command for _, case in cases)
    assert all(times.elapsed for times in measure([case for _, case in cases], 1).values())
