"""What moved: links out of order, except those that came along with the provision around them."""

from collections import defaultdict
from dataclasses import dataclass, field

from kitei.compare.link import Link
from kitei.compare.ordering import find_increasing
from kitei.compare.pairing import FREE, Pairing


def find_moved(pairing: Pairing) -> frozenset[int]:
    """Return the heads of the links whose units moved by themselves."""
    return _Search(pairing).run()


@dataclass(slots=True)
class _Search:
    """Goes through the links in the order of the old text, so that parents come first."""

    pairing: Pairing
    moved: set[int] = field(default_factory=set)
    carried: set[int] = field(default_factory=set)
    followers: dict[int, set[int]] = field(default_factory=dict)

    def run(self) -> frozenset[int]:
        links = self.pairing.links
        heads = sorted(links, key=lambda head: links[head].old[0])
        kept = find_increasing([links[head].new[0] for head in heads])
        in_order = {heads[position] for position in kept}
        children = self._list_children(heads)
        for head in heads:
            if head not in in_order:
                self._judge(head, children)
        self.moved |= {head for head in in_order if self._changed_parent(links[head])}
        return frozenset(self.moved)

    def _list_children(self, heads: list[int]) -> dict[int, list[int]]:
        """Return the heads below each head, where old and new parent are linked to each other."""
        children: defaultdict[int, list[int]] = defaultdict(list)
        for head in heads:
            parent = self._common_parent(self.pairing.links[head])
            if parent is not None:
                children[parent].append(head)
        return children

    def _common_parent(self, link: Link) -> int | None:
        old, new = self._parents(link)
        if old is None or new is None or self.pairing.partners_of_old[old] == FREE:
            return None
        around = self.pairing.get_link(old)
        return self.pairing.heads.get(old, old) if new in around.new else None

    def _parents(self, link: Link) -> tuple[int | None, int | None]:
        old, new = self.pairing.old.units, self.pairing.new.units
        return old[link.old[0]].parent, new[link.new[0]].parent

    def _judge(self, head: int, children: dict[int, list[int]]) -> None:
        parent = self._common_parent(self.pairing.links[head])
        if parent in self.moved or parent in self.carried:
            if parent not in self.followers:
                self.followers[parent] = self._find_followers(children[parent])
            if head in self.followers[parent]:
                self.carried.add(head)
                return
        self.moved.add(head)

    def _find_followers(self, heads: list[int]) -> set[int]:
        kept = find_increasing([self.pairing.links[head].new[0] for head in heads])
        return {heads[position] for position in kept}

    def _changed_parent(self, link: Link) -> bool:
        """Return whether a unit in its order stands in another provision than before.

        A new heading above it, or one taken away or moved, is a change of that heading only.
        """
        old, new = self._parents(link)
        if old is None and new is None:
            return False
        return (
            self._common_parent(link) is None
            and self._is_settled(old, is_new=False)
            and self._is_settled(new, is_new=True)
        )

    def _is_settled(self, parent: int | None, *, is_new: bool) -> bool:
        """Return whether the provision stood in both texts and did not move."""
        if parent is None:
            return True
        old = self.pairing.partners_of_new[parent] if is_new else parent
        if old == FREE or self.pairing.partners_of_old[old] == FREE:
            return False
        return self.pairing.heads.get(old, old) not in self.moved
