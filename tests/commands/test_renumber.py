"""kitei renumber: markers in sequence, every reference with them, and nothing that is uncertain."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kitei.compare.renumbering import Citing, apply_edits, prove
from kitei.compare.renumbering import renumber as plan
from kitei.source.document_reader import read_document
from kitei.store.workspace import open_workspace
from tests.commands.terminal import run_on_terminal
from tests.repositories import (
    Outcome,
    commit_all,
    copy_sample,
    decide_document,
    read_tree,
    write_document,
)

Kitei = Callable[..., Outcome]

POLICY = "policy/basic-policy/index.md"
STANDARD = "standards-private/security-standard/index.md"
NEW = "## 6 予算の確保 {#budget}\n\n本組合は、対策に要する予算を確保する。\n\n"
HEADING = "## 6 情報セキュリティ対策 {#measures}"
TERMS = "この基準において使用する用語は、"

BODY = """\
## 1 目的 {#purpose}

下記2及び4の事項を定める。

## 2 対策 {#measures}

次の対策を行う。

- (1) 点検
- (2) 上記(1)の記録

## 3 評価 {#evaluation}

上記2(2)の記録により評価する。

## 4 手順 {#procedure}

上記1から3までに従う。
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def sample(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample documents; the standard cites the policy's sections by number and was decided."""
    root = copy_sample(repository, tmp_path / "sample")
    citing = (
        f"{TERMS}[基本方針6(1)](../../policy/basic-policy/index.md#measures-organisation)"
        "、基本方針6、7及び8並びに"
    )
    edit(root / STANDARD, TERMS, citing)
    decide_document(root, "standards-private/security-standard", "4", kind="partial")
    commit_all(root)
    monkeypatch.chdir(root)
    return root


def list_found(outcome: Outcome, rule: str) -> list[str]:
    return [line for line in outcome.out.splitlines() if f"[{rule}]" in line]


def test_a_section_before_6_is_reported_and_mended_in_every_citing_place(
    sample: Path, kitei: Kitei
) -> None:
    edit(sample / POLICY, HEADING, NEW + HEADING)
    stale = list_found(kitei("check"), "stale-reference")
    assert sum(POLICY in line for line in stale) == 9
    assert sum(STANDARD in line for line in stale) == 4
    outcome = kitei("renumber", "basic-policy", "--yes")
    assert outcome.code == 0, outcome.err
    policy = (sample / POLICY).read_text("utf-8")
    assert "## 7 情報セキュリティ対策 {#measures}" in policy
    assert "上記7、8、9及び10に定める対策等" in policy
    standard = (sample / STANDARD).read_text("utf-8")
    assert "[基本方針7(1)](../../policy/basic-policy/index.md#measures-organisation)" in standard
    assert "、基本方針7、8及び9並びに" in standard
    after = kitei("check")
    for rule in ("stale-reference", "unresolved-reference", "numbering-gap", "duplicate-marker"):
        assert list_found(after, rule) == []


def test_a_second_run_has_nothing_to_do(sample: Path, kitei: Kitei) -> None:
    edit(sample / POLICY, HEADING, NEW + HEADING)
    assert kitei("renumber", "basic-policy", "--yes").code == 0
    before = read_tree(sample / "policy") | read_tree(sample / "standards-private")
    outcome = kitei("renumber", "basic-policy", "--yes")
    assert outcome.out.endswith("改める所はありません。\n")
    assert read_tree(sample / "policy") | read_tree(sample / "standards-private") == before


def test_a_second_insertion_moves_what_the_first_had_moved(sample: Path, kitei: Kitei) -> None:
    edit(sample / POLICY, HEADING, NEW + HEADING)
    assert kitei("renumber", "basic-policy", "--yes").code == 0
    scope = "## 4 適用範囲 {#scope}"
    edit(sample / POLICY, scope, f"## 4 役割 {{#roles}}\n\n役割を定める。\n\n{scope}")
    outcome = kitei("renumber", "basic-policy", "--yes")
    assert outcome.code == 0, outcome.err
    assert "上記8、9、10及び11に定める対策等" in (sample / POLICY).read_text("utf-8")
    assert "、基本方針8、9及び10並びに" in (sample / STANDARD).read_text("utf-8")


@pytest.fixture
def decided(scratch: Path) -> Path:
    """A repository whose only document was decided with BODY."""
    path = write_document(scratch, "standards-private/sample", BODY)
    decide_document(scratch, "standards-private/sample")
    commit_all(scratch)
    return path


def test_dry_run_shows_and_writes_nothing(decided: Path, kitei: Kitei) -> None:
    edit(decided, "## 2 対策", "## 2 体制 {#staff}\n\n体制を定める。\n\n## 2 対策")
    before = decided.read_bytes()
    outcome = kitei("renumber", "sample", "--dry-run")
    assert outcome.code == 0
    assert outcome.out == (
        "改める符号（3）\n"
        "  standards-private/sample/index.md:18: 2 → 3 対策\n"
        "  standards-private/sample/index.md:25: 3 → 4 評価\n"
        "  standards-private/sample/index.md:29: 4 → 5 手順\n"
        "改める引用（3）\n"
        "  standards-private/sample/index.md:12:1: 1: 下記2及び4 → 下記3及び5\n"
        "  standards-private/sample/index.md:27:1: 3: 上記2(2) → 上記3(2)\n"
        "  standards-private/sample/index.md:31:1: 4: 上記1から3まで → 上記1から4まで\n"
    )
    assert decided.read_bytes() == before


def test_without_a_terminal_nothing_is_written_unasked(decided: Path, kitei: Kitei) -> None:
    edit(decided, "- (1) 点検", "- (1) 点検\n- (1) 訓練")
    before = decided.read_bytes()
    outcome = kitei("renumber", "sample")
    assert outcome.code == 2
    assert "--yes" in outcome.err
    assert decided.read_bytes() == before


@pytest.mark.parametrize(("typed", "is_written"), [("y\n", True), ("\n", False)])
def test_a_terminal_is_asked(decided: Path, scratch: Path, typed: str, *, is_written: bool) -> None:
    edit(decided, "- (1) 点検", "- (1) 訓練\n- (1) 点検")
    before = decided.read_bytes()
    outcome = run_on_terminal(scratch, "renumber", "sample", typed=typed)
    assert outcome.code == 0
    assert "書き改めますか" in outcome.out
    assert (decided.read_bytes() != before) is is_written
    assert ("- (3) 上記(2)の記録" in decided.read_text("utf-8")) is is_written


def test_a_reference_to_what_is_gone_stops_everything(decided: Path, kitei: Kitei) -> None:
    edit(decided, "- (2) 上記(1)の記録\n", "")
    before = decided.read_bytes()
    outcome = kitei("renumber", "sample", "--yes")
    assert outcome.code == 2
    assert "sample/index.md:22:3: 3: 「2(2)」 引用していた2(2)がなくなりました。" in outcome.err
    assert decided.read_bytes() == before


def test_a_newly_written_number_is_uncertain_until_it_is_a_link(
    decided: Path, kitei: Kitei
) -> None:
    new = "## 2 体制 {#staff}\n\n下記3の評価に備える。\n\n## 2 対策"
    edit(decided, "## 2 対策", new)
    refused = kitei("renumber", "sample", "--yes")
    assert refused.code == 2
    assert "新しく書いた引用" in refused.err
    edit(decided, "下記3の", "[下記3](#evaluation)の")
    assert kitei("renumber", "sample", "--yes").code == 0
    assert "[下記4](#evaluation)の評価" in decided.read_text("utf-8")


def test_an_unreadable_document_stops_everything(
    decided: Path, scratch: Path, kitei: Kitei
) -> None:
    edit(decided, "- (1) 点検", "- (1) 訓練\n- (1) 点検")
    write_document(scratch, "standards-private/broken").write_text("---\n", encoding="utf-8")
    outcome = kitei("renumber", "sample", "--yes")
    assert outcome.code == 2
    assert "standards-private/broken/index.md" in outcome.err


def test_since_compares_with_a_commit(decided: Path, scratch: Path, kitei: Kitei) -> None:
    edit(decided, "- (1) 点検", "- (1) 訓練\n- (1) 点検")
    assert kitei("renumber", "sample", "--yes").code == 0
    commit_all(scratch)
    edit(decided, "- (1) 訓練", "- (1) 演習\n- (1) 訓練")
    assert kitei("renumber", "sample", "--since", "HEAD", "--yes").code == 0
    text = decided.read_text("utf-8")
    assert "- (4) 上記(3)の記録" in text
    assert "上記2(4)の記録により" in text


def test_a_document_never_decided_needs_a_commit(scratch: Path, kitei: Kitei) -> None:
    commit_all(scratch)
    outcome = kitei("renumber", "sample")
    assert outcome.code == 2
    assert "--since" in outcome.err
    assert open_workspace(scratch).load().subjects


ARTICLES = """\
---
id: sample
kind: standard
title: 見本の基準
audience: staff
numbering: article
owner: 総務課
---

## 第1条（目的） {#purpose}

この基準は、第3条第2項及び別表第1に定める。

## 第2条（用語） {#terms}

前条の用語は、別表第2のとおりとする。

## 第3条（対策） {#measures}

次に掲げる。

- (1) 点検
- (2) 前号の記録
- 2 前項第2号の記録は、前条による。

## 第3条の2（訓練） {#training}

第3条第1項第1号及び第2号による。

## 第4条 削除 {#gone}

## 第5条（委任） {#delegation}

第2条から第3条の2までを除く。

# 附則 {#supplement}

この基準は、第3条を除き、令和8年4月1日から施行する。

# 別表第1（第1条関係） {#first}

| 甲 | 乙 |
|---|---|
| 一 | 第3条第2項 |

# 別表第2（第2条関係） {#second}

| 甲 | 乙 |
|---|---|
| 一 | 二 |
"""


PRINCIPLE = "## 第2条（原則） {#principle}\n\n守る。\n\n## 第2条（用語）"
NEW_APPENDIX = "# 別表第1（第1条関係） {#new}\n\n| 丙 |\n|---|\n| 一 |\n\n"


def rewrite(old: str, new: str) -> str:
    before, now = read_document(old, "a.md"), read_document(new, "a.md")
    found = plan(before, now, ())
    assert found.doubts == ()
    text = apply_edits(new, found.edits)
    assert prove(found, {"a.md": read_document(text, "a.md")}) == ()
    return text


def test_articles_branches_and_appendices_move_together() -> None:
    new = ARTICLES.replace("## 第2条（用語）", PRINCIPLE)
    new = new.replace("# 別表第1（", NEW_APPENDIX + "# 別表第1（")
    text = rewrite(ARTICLES, new)
    assert "この基準は、第4条第2項及び別表第2に定める。" in text
    assert "第1条の用語は、別表第3のとおりとする。" in text
    assert "## 第4条の2（訓練）" in text
    assert "第4条第1項第1号及び第2号による。" in text
    assert "## 第5条 削除" in text
    assert "第3条から第4条の2までを除く。" in text
    assert "この基準は、第3条を除き、" in text
    assert "# 別表第3（第3条関係） {#second}" in text
    assert "| 一 | 第4条第2項 |" in text


def test_a_branch_whose_stem_is_gone_is_uncertain() -> None:
    start = ARTICLES.index("## 第3条（対策）")
    end = ARTICLES.index("## 第3条の2")
    new = ARTICLES[:start] + ARTICLES[end:]
    found = plan(read_document(ARTICLES, "a.md"), read_document(new, "a.md"), ())
    assert any("枝番" in doubt.reason and doubt.found == "第3条の2" for doubt in found.doubts)


def test_a_citing_text_not_known_before_is_uncertain() -> None:
    titled = ARTICLES.replace("title: 見本の基準", "title: 文書管理基準")
    policy = read_document(titled, "a.md")
    now = read_document(titled.replace("## 第2条（用語）", PRINCIPLE), "a.md")
    cites = ARTICLES.replace("id: sample", "id: other")
    cites = cites.replace("この基準は、第3条第2項及び別表第1に", "文書管理基準第3条第2項に")
    other = read_document(cites, "b.md")
    unknown = plan(policy, now, (Citing(other),))
    assert [doubt.path for doubt in unknown.doubts] == ["b.md"]
    known = plan(policy, now, (Citing(other, other),))
    assert known.doubts == ()
    assert [(c.old, c.new) for c in known.references if c.path == "b.md"] == [
        ("第3条第2項", "第4条第2項")
    ]


SECTIONS = """\
## 1 目的 {{#purpose}}

下記{cited}に定める{rest}。

## 2 対策 {{#measures}}

対策を行う。

## 3 評価 {{#evaluation}}

毎年評価する。

## 4 手順 {{#procedure}}

手順を定める。

## 5 訓練 {{#training}}

毎月訓練する。
"""
MEASURES = "## {} 対策 {{#measures}}\n\n対策を行う。\n\n"
EVALUATION = "## {} 評価 {{#evaluation}}\n\n毎年評価する。\n\n"


def swap(cited: str, rest: str = "") -> tuple[str, str]:
    """Return a text that cites its sections, and the same with sections 2 and 3 swapped."""
    old = f"{FRONT}\n{SECTIONS.format(cited=cited, rest=rest)}"
    before = MEASURES.format(2) + EVALUATION.format(3)
    assert before in old
    return old, old.replace(before, EVALUATION.format(3) + MEASURES.format(2))


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("2、3及び4", "2、3及び4"),
        ("2、4及び5", "3、4及び5"),
        ("2から4まで", "2から4まで"),
        ("2から3まで", "2から3まで"),
        ("3から5まで、", None),
        ("2及び3並びに4", None),
        ("2、3から5まで", None),
        ("[2](#measures)及び[3](#evaluation)", None),
    ],
)
def test_an_enumeration_stays_in_order_or_is_left_to_the_editor(
    cited: str, expected: str | None
) -> None:
    old, new = swap(cited)
    if expected is None:
        found = plan(read_document(old, "a.md"), read_document(new, "a.md"), ())
        assert found.doubts
    else:
        text = rewrite(old, new)
        assert f"下記{expected}に定める" in text


def test_an_enumeration_that_others_answer_one_by_one_is_not_put_in_order() -> None:
    old, new = swap("2及び3", "甲及び乙をそれぞれ行う")
    found = plan(read_document(old, "a.md"), read_document(new, "a.md"), ())
    assert [doubt.found for doubt in found.doubts] == ["2", "3"]


def test_what_is_not_certain_stands_in_no_plan(decided: Path, kitei: Kitei) -> None:
    text = decided.read_text("utf-8")
    start, end = text.index("## 2 対策"), text.index("## 3 評価")
    decided.write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    outcome = kitei("renumber", "sample", "--yes")
    assert outcome.code == 2
    assert "引用していた2がなくなりました" in outcome.err
    assert "下記2及び4 → " not in outcome.out


class Draft:
    """A generated text of sections and items, each citing others by id, written with any numbers.

    The truth is kept apart from the text: `cites` holds by id the ids that are cited.
    """

    def __init__(self, dice: Random) -> None:
        self.dice, self.count = dice, 0
        self.sections: list[tuple[str, list[str]]] = []
        self.cites: dict[str, list[str]] = {}
        for _ in range(dice.randrange(4, 9)):
            self.sections.append(self.make_section())

    def make_section(self) -> tuple[str, list[str]]:
        return self.name(), [self.name() for _ in range(self.dice.randrange(4))]

    def name(self) -> str:
        self.count += 1
        return f"p{self.count}"

    def cite_everything(self) -> None:
        known = [name for section, items in self.sections for name in (section, *items)]
        self.cites = {name: self.dice.sample(known, self.dice.randrange(3)) for name in known}

    def insert(self) -> None:
        place = self.dice.randrange(len(self.sections) + 1)
        if self.dice.random() < 0.5:
            self.sections.insert(place, self.make_section())
        else:
            items = self.dice.choice(self.sections)[1]
            items.insert(self.dice.randrange(len(items) + 1), self.name())

    def delete(self) -> None:
        """Take a provision out that nothing else cites."""
        cited = {name for names in self.cites.values() for name in names}
        for _, items in self.sections:
            free = [name for name in items if name not in cited]
            if free:
                items.remove(self.dice.choice(free))
                return
        self.sections = [s for s in self.sections if {s[0], *s[1]} & cited] or self.sections

    def number(self) -> dict[str, str]:
        labels = {}
        for index, (section, items) in enumerate(self.sections, 1):
            labels[section] = str(index)
            labels |= {item: f"{index}({n})" for n, item in enumerate(items, 1)}
        return labels

    def write(self, labels: dict[str, str], cited: dict[str, str]) -> str:
        """Return the text with these markers, and with these labels in its references."""
        order = list(self.number())
        lines = [FRONT]
        for section, items in self.sections:
            mark = labels.get(section, "1")
            lines += [
                "",
                f"## {mark} 見出し{section} {{#{section}}}",
                "",
                self.say(section, cited, order),
            ]
            lines += [""] if items else []
            for item in items:
                mark = labels.get(item, "1(1)").partition("(")[2]
                lines.append(f"- ({mark} {self.say(item, cited, order)} {{#{item}}}")
        return "\n".join(lines) + "\n"

    def say(self, name: str, cited: dict[str, str], order: list[str]) -> str:
        words = [f"規定{name}は固有の文を持つ"]
        for other in self.cites.get(name, ()):
            is_up = order.index(other) < order.index(name)
            words.append(f"{'上記' if is_up else '下記'}{cited[other]}による")
        return "、".join(words) + "。"


FRONT = ARTICLES[: ARTICLES.index("## 第1条")].replace("article", "outline").rstrip() + "\n"


@pytest.mark.parametrize("seed", range(120))
def test_after_any_insertions_and_deletions_all_references_mean_the_same(seed: int) -> None:
    dice = Random(seed)
    draft = Draft(dice)
    draft.cite_everything()
    before = draft.number()
    old = draft.write(before, before)
    for _ in range(dice.randrange(1, 5)):
        dice.choice((draft.insert, draft.delete))()
    # The new provisions have whatever number the author typed; all the rest stays as it was.
    new = draft.write(before, before)
    after = draft.number()
    assert rewrite(old, new) == draft.write(after, after)
