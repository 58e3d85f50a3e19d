"""How bodies lay out their 新旧対照表: the presets as one table, and what one may choose."""

from dataclasses import dataclass, replace
from enum import StrEnum

from kitei.model.revision import RevisionKind
from kitei.settings import ComparisonStyle


class InvalidPreset(ValueError):
    """A name that no layout of a comparison table has."""


class Phase(StrEnum):
    """Whether the new text is still a draft (案) or was decided."""

    DRAFT = "draft"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Words:
    """What a table writes where nothing of the text stands: in cells, and in 備考."""

    unchanged: str
    added: str
    removed: str
    remark_added: str = ""
    remark_removed: str = ""
    remark_changed: str = ""


@dataclass(frozen=True, slots=True)
class TableOptions:
    """The layout of a comparison table (新旧対照表).

    Headings are (new, old), one pair for a draft and one for a decided text. `preface` is for
    一部改正, the others are for 全部改正 and 正誤; they may hold {title}. `closing` is a last row
    under the table, `note` a line above.
    """

    name: str
    words: Words
    draft_headings: tuple[str, str]
    final_headings: tuple[str, str]
    preface: str = ""
    full_preface: str = ""
    correction_preface: str = ""
    note: str = ""
    closing: str = ""
    is_new_first: bool = True
    has_remarks: bool = False
    shows_reason: bool = False
    doubles_moved_labels: bool = False
    boxes_tables: bool = False
    pads_blank: bool = False
    spaces_rows: bool = False
    captions_above: bool = False

    def headings(self, phase: Phase) -> tuple[str, str]:
        """Return the headings of the new and the old column."""
        return self.draft_headings if phase is Phase.DRAFT else self.final_headings

    def adapt_old(self, *, is_current: bool) -> "TableOptions":
        """Return the layout for an old text; only what is in force is headed 現行."""
        new, old = self.draft_headings[0], self.final_headings[1]
        return self if is_current else replace(self, draft_headings=(new, old))

    def adapt(self, kind: RevisionKind | None) -> "TableOptions":
        """Return the layout with the preface for a kind of revision; None for no revision."""
        prefaces = {
            RevisionKind.PARTIAL: self.preface,
            RevisionKind.FULL: self.full_preface,
            RevisionKind.CORRECTION: self.correction_preface,
        }
        return replace(self, preface="" if kind is None else prefaces.get(kind, ""))


_KUNI_PREFACE = (
    "次の表により、改正前欄に掲げる規定の傍線（下線を含む。以下同じ。）を付した部分をこれに順次対応する"
    "改正後欄に掲げる規定の傍線を付した部分のように改め、改正前欄及び改正後欄に対応して掲げるその標記部分に"
    "二重傍線を付した規定（以下「対象規定」という。）は、その標記部分が異なるものは改正前欄に掲げる対象規定を"
    "改正後欄に掲げる対象規定として移動し、改正前欄に掲げる対象規定で改正後欄にこれに対応するものを掲げて"
    "いないものは、これを削り、改正後欄に掲げる対象規定で改正前欄にこれに対応するものを掲げていないものは、"
    "これを加える。"
)
_KUNI_CLOSING = (
    "備考　表中の［　］の記載及び対象規定の二重傍線を付した標記部分を除く全体に付した傍線は"
    "注記である。"
)

PRESETS: dict[str, TableOptions] = {
    options.name: options
    for options in (
        TableOptions(
            "jichitai",
            Words("（略）", "（新設）", "（削る）"),
            ("改正案", "現行"),
            ("改正後", "改正前"),
            preface="{title}の一部を次の表のように改正する。",
            full_preface="{title}の全部を改正する。次の表は、対応する規定を対照したものである。",
            correction_preface="{title}を次の表のように訂正する。",
            note="（下線部分は改正部分）",
        ),
        TableOptions(
            "kuni",
            Words("［略］", "［新設］", "［削る］"),
            ("改正後", "改正前"),
            ("改正後", "改正前"),
            preface=_KUNI_PREFACE,
            closing=_KUNI_CLOSING,
            doubles_moved_labels=True,
            boxes_tables=True,
        ),
        TableOptions(
            "biko",
            Words("（略）", "", "", "（新設）", "（削除）", "（変更）"),
            ("新", "旧"),
            ("新", "旧"),
            has_remarks=True,
            shows_reason=True,
        ),
    )
}


# What a body may want otherwise than its preset: the keys of [tool.kitei.comparison].
SETTINGS = {
    "new_first": "is_new_first",
    "pad_blank": "pads_blank",
    "space_rows": "spaces_rows",
    "captions_above": "captions_above",
    "box_tables": "boxes_tables",
    "show_reason": "shows_reason",
}


def choose_options(style: ComparisonStyle, preset: str | None = None) -> TableOptions:
    """Return the layout of the settings; another preset keeps what the body wants otherwise."""
    changes = {SETTINGS[key]: value for key, value in style.changes.items()}
    return get_preset(preset or style.preset, **changes)


def get_preset(name: str, **changes: object) -> TableOptions:
    """Return the preset of that name with some options changed, or raise InvalidPreset."""
    if name not in PRESETS:
        known = "、".join(PRESETS)
        raise InvalidPreset(f"新旧対照表の様式「{name}」はありません。使えるもの: {known}")
    return replace(PRESETS[name], **changes)  # type: ignore[arg-type]
