"""Links that name a provision by its number: they would lead to another one afterwards."""

from collections.abc import Iterator

from kitei.compare.readings import Versions, link_leads_to
from kitei.model.places import Places, TextAt, walk_texts


def find_fixed_links(citing: Places, versions: Versions) -> Iterator[tuple[TextAt, int, str, str]]:
    """Yield (text, offset, target, reason) of links to an address that names another place soon."""
    working, becomes = versions.working, versions.following.new
    is_own = citing.document is working.document
    moved = {
        working.anchor(place)
        for place, after in zip(working.all, becomes.all, strict=True)
        if working.anchor(place) != becomes.anchor(after)
    }
    for at in walk_texts(citing):
        for link in at.text.links:
            path, _, fragment = link.target.partition("#")
            leads_here = is_own if not path else link_leads_to(path, working.document.id)
            if leads_here and fragment in moved and fragment not in working.by_id:
                reason = "リンク先を番号で指しているので、別の規定につながってしまいます"
                yield at, link.start, link.target, reason
