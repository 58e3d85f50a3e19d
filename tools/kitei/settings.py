"""Settings of a body: the table [tool.kitei] of its pyproject.toml as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kitei.errors import SettingsError
from kitei.model.audience import Audience
from kitei.model.era import DateStyle


@dataclass(frozen=True, slots=True)
class Organisation:
    """The body: full name, name it calls itself by, and the organs that must adopt its policy."""

    name: str
    short_name: str
    organs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordStyle:
    """Fonts of Word files: body and headings."""

    body_font: str = "ＭＳ 明朝"
    heading_font: str = "ＭＳ ゴシック"


@dataclass(frozen=True, slots=True)
class ComparisonStyle:
    """The layout of 新旧対照表: a preset, and what the body wants otherwise, by key."""

    preset: str = "jichitai"
    changes: Mapping[str, bool] = field(default_factory=dict)


DEFAULT_STYLE = ComparisonStyle()


@dataclass(frozen=True, slots=True)
class Model:
    """The model (ひな型) that texts follow: its name in `based_on`, and its last revision."""

    name: str
    revised_on: date


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `rules` maps a rule's name to the level the body gives it, or "off".

    `publication_days` are the days that publication may take from the decision.
    """

    organisation: Organisation
    audiences: tuple[Audience, ...]
    site_url: str | None = None
    licence_name: str = "公共データ利用規約（第1.0版）"
    licence_url: str = "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"
    era_style: DateStyle = "era"
    terms: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    word: WordStyle = WordStyle()
    publication_days: int = 14
    model: Model | None = None
    comparison: ComparisonStyle = DEFAULT_STYLE

    @property
    def folders(self) -> tuple[str, ...]:
        """The roots that hold documents, in order, each once."""
        return tuple(dict.fromkeys(f for audience in self.audiences for f in audience.folders))

    def audience(self, name: str) -> Audience:
        """Return the audience of that name or raise SettingsError."""
        for audience in self.audiences:
            if audience.name == name:
                return audience
        known = "、".join(audience.name for audience in self.audiences)
        raise SettingsError(
            f"公開区分「{name}」は設定にありません。",
            f"使えるもの: {known}（[tool.kitei]のaudiences）",
        )


# Keys whose values are taken as they are.
_PLAIN = ("site_url", "era_style", "rules", "publication_days")


def make_settings(table: Mapping[str, Any]) -> Settings:
    """Return the settings of a table that the settings schema has accepted."""
    organisation = table["organisation"]
    optional = {key: table[key] for key in _PLAIN if key in table}
    if "licence" in table:
        optional["licence_name"] = table["licence"]["name"]
        optional["licence_url"] = table["licence"]["url"]
    if "model" in table:
        revised_on = date.fromisoformat(table["model"]["revised_on"])
        optional["model"] = Model(table["model"]["name"], revised_on)
    return Settings(
        Organisation(
            organisation["name"], organisation["short_name"], tuple(organisation["organs"])
        ),
        tuple(_make_audience(entry) for entry in table["audiences"]),
        terms=tuple(table.get("terms", ())),
        word=WordStyle(**table.get("word", {})),
        comparison=_make_comparison(table.get("comparison", {})),
        **optional,
    )


def _make_comparison(entry: Mapping[str, Any]) -> ComparisonStyle:
    changes = {key: value for key, value in entry.items() if key != "preset"}
    return ComparisonStyle(entry.get("preset", DEFAULT_STYLE.preset), changes)


def _make_audience(entry: Mapping[str, Any]) -> Audience:
    return Audience(
        entry["name"],
        entry["title"],
        tuple(entry["folders"]),
        entry.get("label", ""),
        tuple(entry.get("former_folders", ())),
    )
