"""The manual names all there is and nothing else, and its examples are what it says they are.

Below the tests stand planted faults: each check finds what it is there to find.
"""

from pathlib import Path

import pytest

from kitei.source.schema import read_schema
from tests.manual_examples import (
    World,
    find_example_faults,
    find_fragment_faults,
    find_key_example_faults,
    find_source_faults,
    find_step_faults,
    open_world,
)
from tests.manual_names import (
    MANUAL,
    PAGES,
    SCHEMAS,
    find_command_faults,
    find_fix_faults,
    find_key_faults,
    find_link_faults,
    find_mention_faults,
    find_rule_faults,
    find_style_faults,
    read_page,
)
from tests.manual_pages import (
    Fence,
    find_links,
    make_slugs,
    read_fences,
    read_headings,
    read_rows,
    read_sections,
)

UNSAFE_FILES = "\npolicy/basic-policy/組織図.png\npolicy/basic-policy/memo.docx"


@pytest.fixture(scope="module")
def world() -> World:
    """The sample documents, beside which the examples of the manual are read."""
    return open_world()


# The manual as it is


def test_every_rule_has_its_heading_and_every_heading_its_rule() -> None:
    assert find_rule_faults(read_page("rules")) == []
    assert find_fix_faults(read_page("rules")) == []


def test_the_examples_of_the_rules_are_what_they_are_called(world: World, tmp_path: Path) -> None:
    assert find_example_faults(read_page("rules"), world, tmp_path) == []


def test_every_command_and_option_has_its_place_and_agrees_with_its_help() -> None:
    assert find_command_faults(read_page("commands")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_speaks_only_of_what_exists_and_its_links_resolve(page: Path) -> None:
    text = page.read_text("utf-8")
    assert find_mention_faults(text) == []
    assert find_link_faults(page, text) == []
    assert find_fragment_faults(text) == []


@pytest.mark.parametrize("page", SCHEMAS)
def test_every_key_has_its_heading_and_the_example_is_valid(page: str) -> None:
    assert find_key_faults(read_page(page), read_schema(page)) == []
    assert find_key_example_faults(read_page(page), page) == []


def test_every_numbering_style_is_explained() -> None:
    assert find_style_faults(read_page("front-matter")) == []


def test_the_examples_of_the_source_form_read_without_remarks(world: World) -> None:
    assert find_source_faults(read_page("source-form"), world) == []


def test_the_first_amendment_goes_as_the_manual_says(tmp_path: Path) -> None:
    assert find_step_faults(read_page("first-steps"), tmp_path / "copy") == []


def test_every_page_is_in_the_contents() -> None:
    linked = {target.partition("#")[0] for target in find_links(read_page("README"))}
    assert linked >= {page.name for page in MANUAL.glob("*.md")} - {"README.md"}
    assert all(read_headings(page.read_text("utf-8"))[0][0] == 1 for page in PAGES)


# Planted faults


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("### numbering-gap\n", "### numbering-hole\n", "rule numbering-gap is not in the manual"),
        ("### numbering-gap\n", "### numbering-hole\n", "rule numbering-hole does not exist"),
        ("### numbering-gap\n", "### duplicate-id\n", "rule duplicate-id stands there twice"),
        ("### invalid-record\n", "### x\n", "rule invalid-record is not in the manual"),
        ("- 水準: 参考（info）", "- 水準: 誤り（error）", "lacks the line: - 水準: 参考（info）"),
        ("- サイトの作成: 止めます", "- サイトの作成: 止めません", "unsafe-file lacks the line"),
        ("悪い例", "例", "unsafe-file lacks 悪い例"),
    ],
)
def test_a_fault_in_the_page_of_rules_is_found(before: str, after: str, expected: str) -> None:
    text = read_page("rules")
    assert before in text
    assert any(expected in fault for fault in find_rule_faults(text.replace(before, after, 1)))


def test_a_wrong_word_on_fixing_is_found() -> None:
    text = read_page("rules")
    assert find_fix_faults(text.replace("- `--fix`: 直しません", "- `--fix`: 直します", 1))
    assert find_fix_faults(text.replace("- `--fix`: 直します", "- `--fix`: 直しません", 1))
    assert find_fix_faults(text.replace("- `--fix`: 直します\n", "", 1))


@pytest.mark.parametrize(
    ("rule", "change", "expected"),
    [
        ("numbering-gap", ("- (3) 管理", "- (2) 管理"), "bad example of numbering-gap gives []"),
        ("numbering-gap", ("- (2) 管理", "- (3) 管理"), "good example of numbering-gap gives"),
        ("numbering-gap", ("- (2) 管理", "- (2) または"), "gives ['mixed-conjunction-script']"),
        ("unsafe-file", (UNSAFE_FILES, ""), "bad example of unsafe-file gives"),
        ("unreadable-file", ("good\npolicy/", "good\npolicy/x/a.txt\npolicy/"), "good example"),
        ("invalid-record", ('- revision: "1"', "- revision: 1"), "good example of invalid-record"),
        ("invalid-front-matter", ("kind: standard", "kind: 対策基準"), "good example"),
        ("polite-style", ("markdown good", "markdown"), "polite-style has no good example"),
    ],
)
def test_an_example_that_is_not_what_it_is_called_is_found(
    world: World,
    tmp_path: Path,
    rule: str,
    change: tuple[str, str],
    expected: str,
) -> None:
    before, after = change
    section = next(s for s in read_sections(read_page("rules"), 3) if s.heading == rule)
    assert before in section.text
    text = f"### {rule}\n\n{section.text.replace(before, after)}"
    faults = find_example_faults(text, world, tmp_path)
    assert any(expected in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("## kitei check", "## kitei judge", "command check is not in the manual"),
        ("## kitei check", "## kitei judge", "command judge does not exist"),
        ("| `--fix`", "| `--mend`", "check: --fix is not in the manual"),
        ("| `--fix`", "| `--mend`", "check: --mend does not exist"),
        ("`github`", "GitHub", "check: github of ['--format'] is not there"),
        ("[文書のid又はフォルダー]", "", "check: [文書のid又はフォルダー]... is not explained"),
    ],
)
def test_a_fault_in_the_page_of_commands_is_found(before: str, after: str, expected: str) -> None:
    text = read_page("commands")
    assert before in text
    assert expected in find_command_faults(text.replace(before, after))


@pytest.mark.parametrize(
    ("page", "before", "after", "expected"),
    [
        ("settings", "### era_style\n", "### calendar\n", "key era_style is not in the manual"),
        ("settings", "### era_style\n", "### calendar\n", "key calendar does not exist"),
        ("settings", "### audiences.label\n", "", "key audiences.label is not in the manual"),
        ("settings", "`western`", "西暦", "era_style does not explain western"),
        ("front-matter", "### retired\n", "### x\n", "key retired is not in the manual"),
        ("front-matter", "- 要否: 必ず書く", "", "id lacks the line: - 要否: 必ず書く"),
        ("revisions", "### decided.on\n", "### decided.at\n", "key decided.at does not exist"),
        ("revisions", "`repeal`", "廃止", "kind does not explain repeal"),
    ],
)
def test_a_fault_in_a_page_of_keys_is_found(
    page: str, before: str, after: str, expected: str
) -> None:
    text = read_page(page)
    assert before in text
    assert expected in find_key_faults(text.replace(before, after), read_schema(page))


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        ("settings", "short_name = ", "nickname = "),
        ("front-matter", "kind: policy", "kind: 基本方針"),
        ("revisions", "  kind: enactment", "  kind: 制定"),
        ("settings", " example\n", "\n"),
    ],
)
def test_a_wrong_example_of_keys_is_found(page: str, before: str, after: str) -> None:
    text = read_page(page)
    assert before in text
    assert find_key_example_faults(text.replace(before, after), page)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 1 目的 {#purpose}\n\n**強調**する。", "unsupported"),
        ("## 1 目的 {#purpose}\n目的とする。", "is not canonical"),
        ("## 2 目的 {#purpose}\n\n目的とする。", "numbering-gap"),
    ],
)
def test_a_wrong_example_of_the_source_form_is_found(
    world: World, text: str, expected: str
) -> None:
    faults = find_source_faults(f"```markdown example\n{text}\n```", world)
    assert any(expected in fault for fault in faults), faults
    assert find_source_faults("", world) == ["there is no example"]


def test_a_wrong_piece_of_source_is_found() -> None:
    assert find_fragment_faults("```markdown\n**強調**\n```")


def test_a_missing_or_invented_numbering_style_is_found() -> None:
    text = read_page("front-matter").replace("| `outline-dotted` |", "| `outline-doted` |")
    assert find_style_faults(text) == [
        "style outline-dotted is not in the manual",
        "style outline-doted does not exist",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[x](no-such-page.md)", "leads to no file"),
        ("[x](rules.md#no-such-rule)", "leads to no heading"),
        ("# 見出し\n\n[x](#別の見出し)", "leads to no heading"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(text: str, expected: str) -> None:
    assert expected in find_link_faults(MANUAL / "README.md", text)[0]


@pytest.mark.parametrize(
    "text",
    ["`kitei judge`", "`kitei check --mend`", "```sh\nkitei judge x\n```", "`make coffee`"],
)
def test_a_command_that_does_not_exist_is_found_wherever_it_is_mentioned(text: str) -> None:
    assert find_mention_faults(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("+- ④", "+- ⑤"),
        (" - ③", " - ③別の文"),
        ("文書を検査しました。指摘はありません", "文書を検査しました。誤り1件"),
    ],
)
def test_a_step_that_goes_otherwise_is_found(before: str, after: str, tmp_path: Path) -> None:
    text = read_page("first-steps")
    assert before in text
    assert find_step_faults(text.replace(before, after), tmp_path / "copy")


def test_the_reader_of_pages_tells_text_from_fences() -> None:
    text = "# A\n\n```sh\n# no heading\n```\n\n## B\n\n| x | y |\n|---|---|\n| `a\\|b` | c |\n"
    assert read_headings(text) == [(1, "A"), (2, "B")]
    assert read_fences(text) == [Fence("sh", "# no heading")]
    assert read_rows(text) == [["`a|b`", "c"]]
    assert make_slugs("# A（b）\n# a b\n# a b\n") == {"ab", "a-b", "a-b-1"}
