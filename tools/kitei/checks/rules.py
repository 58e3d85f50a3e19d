"""The table of rules, and the one way to run them over a document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kitei.checks import (
    abbreviation_bypassed,
    abbreviation_too_early,
    ambiguous_reference,
    appendix_unreferenced,
    audience_folder_mismatch,
    audience_widened,
    broken_link,
    broken_table,
    conjunction_pair,
    contents_mismatch,
    date_order,
    decided_record_changed,
    decided_text_changed,
    definition_drift,
    doubled_character,
    duplicate_definition,
    duplicate_id,
    duplicate_marker,
    empty_provision,
    impossible_date,
    imprecise_date,
    item_count_mismatch,
    kanji_for_kana,
    late_publication,
    layout_character,
    level_skipped,
    lost_id,
    marker_out_of_order,
    marker_style_mixed,
    missing_adopting_body,
    missing_alternative_text,
    missing_caption,
    missing_full_stop,
    missing_id,
    missing_legal_basis,
    missing_list,
    missing_picture,
    missing_revision_record,
    missing_section,
    mixed_conjunction_script,
    mixed_long_vowel,
    mixed_punctuation,
    mixed_spelling,
    mixed_width_brackets,
    mixed_width_digits,
    nesting_mismatch,
    number_not_raised,
    numbering_gap,
    overdue_review,
    polite_style,
    private_link,
    reference_direction,
    removed_document,
    reused_id,
    revision_without_text,
    sentence_too_long,
    stale_reference,
    stray_particle,
    table_header_missing,
    undefined_term,
    unresolved_reference,
    unsafe_character,
    unsafe_file,
    unsafe_markup,
    unsupported_markup,
    unused_abbreviation,
    unused_definition,
    variant_character,
    withheld_chapter_undeclared,
)
from kitei.checks.finding import Finding, Level
from kitei.checks.rule import Rule
from kitei.checks.scope import Scope, make_finding
from kitei.errors import Fault, SettingsError
from kitei.settings import Settings

RULES: tuple[Rule, ...] = (
    unsafe_file.RULE,
    audience_folder_mismatch.RULE,
    unsafe_markup.RULE,
    unsupported_markup.RULE,
    missing_picture.RULE,
    missing_alternative_text.RULE,
    missing_id.RULE,
    duplicate_id.RULE,
    reused_id.RULE,
    numbering_gap.RULE,
    duplicate_marker.RULE,
    marker_out_of_order.RULE,
    marker_style_mixed.RULE,
    level_skipped.RULE,
    nesting_mismatch.RULE,
    withheld_chapter_undeclared.RULE,
    contents_mismatch.RULE,
    empty_provision.RULE,
    missing_caption.RULE,
    missing_list.RULE,
    item_count_mismatch.RULE,
    missing_section.RULE,
    broken_table.RULE,
    table_header_missing.RULE,
    stale_reference.RULE,
    unresolved_reference.RULE,
    ambiguous_reference.RULE,
    reference_direction.RULE,
    private_link.RULE,
    broken_link.RULE,
    appendix_unreferenced.RULE,
    kanji_for_kana.RULE,
    mixed_conjunction_script.RULE,
    mixed_spelling.RULE,
    mixed_long_vowel.RULE,
    variant_character.RULE,
    doubled_character.RULE,
    stray_particle.RULE,
    conjunction_pair.RULE,
    polite_style.RULE,
    missing_full_stop.RULE,
    mixed_punctuation.RULE,
    mixed_width_brackets.RULE,
    mixed_width_digits.RULE,
    sentence_too_long.RULE,
    layout_character.RULE,
    unsafe_character.RULE,
    imprecise_date.RULE,
    impossible_date.RULE,
    missing_legal_basis.RULE,
    undefined_term.RULE,
    duplicate_definition.RULE,
    definition_drift.RULE,
    unused_definition.RULE,
    unused_abbreviation.RULE,
    abbreviation_too_early.RULE,
    abbreviation_bypassed.RULE,
    decided_text_changed.RULE,
    number_not_raised.RULE,
    revision_without_text.RULE,
    missing_revision_record.RULE,
    date_order.RULE,
    decided_record_changed.RULE,
    removed_document.RULE,
    lost_id.RULE,
    audience_widened.RULE,
    missing_adopting_body.RULE,
    late_publication.RULE,
    overdue_review.RULE,
)

# Faults that keep a file from being read; they cannot be switched off.
READING_FAULTS: dict[str, str] = {
    "unreadable-file": "ファイルを文字として、又は文書として読めない。",
    "invalid-front-matter": "前書きがスキーマに合わない。",
    "invalid-record": "改正の記録（revisions.yml）がスキーマに合わない。",
    "invalid-alignment": "規定の対応の決定（align.yml）がスキーマに合わない。",
}


def select_rules(settings: Settings) -> tuple[tuple[Rule, Level], ...]:
    """Return the rules in force with their levels, or raise SettingsError for unknown names."""
    unknown = sorted(set(settings.rules) - {rule.name for rule in RULES})
    if unknown:
        raise SettingsError(
            f"設定にある規則「{'、'.join(unknown)}」はありません。",
            "規則の一覧は kitei check --list-rules で見られます。",
        )
    weakened = [
        rule.name
        for rule in RULES
        if rule.blocks_build and settings.rules.get(rule.name, Level.ERROR) != Level.ERROR
    ]
    if weakened:
        raise SettingsError(
            f"規則「{'、'.join(weakened)}」の水準は変えられません。",
            "サイトを誤らせ、又は危うくする指摘なので、いつも誤りとして扱います。",
        )
    levels = {rule.name: settings.rules.get(rule.name, rule.level) for rule in RULES}
    return tuple((rule, Level(levels[rule.name])) for rule in RULES if levels[rule.name] != "off")


def select_blocking(settings: Settings) -> tuple[tuple[Rule, Level], ...]:
    """Return the rules whose findings stop a build, all as errors whatever the settings say."""
    select_rules(settings)
    return tuple((rule, Level.ERROR) for rule in RULES if rule.blocks_build)


def check_document(scope: Scope, rules: Iterable[tuple[Rule, Level]]) -> list[Finding]:
    """Return the findings of the rules on one document, in the order of the text."""
    found: list[tuple[Rule, Finding]] = []
    for rule, level in rules:
        for hit in rule.check(scope):
            found.append((rule, make_finding(rule.name, level, hit, scope.document.path)))
    return sorted(_drop_yielding(found), key=lambda finding: finding.order)


def _drop_yielding(found: list[tuple[Rule, Finding]]) -> Iterator[Finding]:
    """Yield the findings but those of a rule that gives way to another at the same place."""
    stronger = {name for rule, _ in found for name in rule.yields_to}
    taken: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
    for rule, finding in found:
        if rule.name in stronger:
            taken[rule.name, finding.path, finding.line].update(_columns(finding))
    for rule, finding in found:
        places = (taken[name, finding.path, finding.line] for name in rule.yields_to)
        if all(columns.isdisjoint(_columns(finding)) for columns in places):
            yield finding


def _columns(finding: Finding) -> range:
    return range(finding.column, finding.column + len(finding.found))


def fault_findings(faults: Iterable[Fault], path: str) -> list[Finding]:
    """Return the faults of a file as findings of level error."""
    return [
        Finding(
            fault.rule,
            Level.ERROR,
            path,
            fault.position.line,
            fault.position.column,
            "",
            fault.found,
            fault.message,
            fault.hint,
        )
        for fault in faults
    ]
