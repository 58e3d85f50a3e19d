"""References to a draft in other documents that did not follow it, as far as they may be shown.

What is written may be made public: the documents of a narrower audience than that of the texts
compared have no part in it unless somebody asks.
"""

from kitei.commands.comparison_pair import (
    Cited,
    Incoming,
    Pair,
    choose_narrowest,
    rank_audience,
)
from kitei.compare.left_behind import find_incoming, find_left_behind
from kitei.model.audience import Audience
from kitei.model.places import index_places


def find_citing(pair: Pair, cited: Cited, audience: Audience | None) -> Incoming:
    """Return the references that readers of both texts, or those of an audience, may see."""
    settings = pair.settings
    own = [chosen.edition.audience for chosen in (pair.old, pair.new)]
    limit = rank_audience(settings, audience or choose_narrowest(settings, own))
    known = {other.document.id: other.document for other in cited.citing}
    document = pair.new.edition.document
    found = [
        (settings.audience(known[stale.document].meta.audience), stale)
        for stale in find_incoming(cited.before, document, cited.citing)
    ]
    shown = [(each, stale) for each, stale in found if rank_audience(settings, each) <= limit]
    hidden = (each for each, _ in found if rank_audience(settings, each) > limit)
    return Incoming(
        find_left_behind(cited.before, document, ()),
        tuple(stale for _, stale in shown),
        {stale.document: index_places(known[stale.document]) for _, stale in shown},
        tuple(dict.fromkeys(each for each, _ in shown)),
        tuple(dict.fromkeys(hidden)),
    )
