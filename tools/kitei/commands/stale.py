"""References that did not follow an amendment, by the document they stand in."""

from collections import defaultdict
from collections.abc import Mapping

from kitei.checks.scope import StaleCitation
from kitei.commands.changed import find_before, list_citing
from kitei.commands.earlier import Earlier
from kitei.compare.left_behind import find_left_behind
from kitei.store.workspace import Loaded


def find_stale(loaded: Loaded, earlier: Earlier) -> Mapping[str, tuple[StaleCitation, ...]]:
    """Return the references left behind by every document that differs from its text before."""
    subjects = loaded.by_id()
    found: defaultdict[str, list[StaleCitation]] = defaultdict(list)
    for subject in subjects.values():
        before = find_before(subject, earlier)
        if before is None or before == subject.document:
            continue
        citing = list_citing(subject, subjects.values(), earlier)
        for stale in find_left_behind(before, subject.document, citing):
            found[stale.document].append(
                StaleCitation(
                    stale.at,
                    stale.start,
                    stale.end,
                    subject.document.id,
                    stale.old_labels,
                    stale.new_labels,
                )
            )
    return {name: tuple(stales) for name, stales in found.items()}
