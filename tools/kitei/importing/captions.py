"""Which provisions of a nested text have a caption, and whose the paragraphs behind a list are."""

from dataclasses import dataclass, field

from kitei.importing.draft import Doubt
from kitei.importing.nesting import Nesting, Node, outermost
from kitei.importing.units import Unit
from kitei.model.marker import CONTAINERS, WHOLES

# Captions are short; a lone item is taken for captioned only where it is shorter still.
LONGEST = 60
LONGEST_ALONE = 30


@dataclass(slots=True)
class Captions:
    """The nodes that have a caption, the heads that stood a line below, and the doubts."""

    nodes: set[Node] = field(default_factory=set)
    lowered: dict[Node, Unit] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def head(self, node: Node) -> str:
        """Return the text on the node's line, or on the next where the marker stood alone."""
        return self.lowered[node].text if node in self.lowered else node.head


def find_captions(nesting: Nesting) -> Captions:
    """Decide on all captions, list by list from the inside out, and put paragraphs in place."""
    captions = Captions()
    parents = [nesting.root, *(node for node, _ in nesting.root.walk())]
    for parent in reversed(parents):
        _lower_heads(parent, captions)
        for group in _groups(parent):
            if parent.kind != "preface" and _is_captioned(group, nesting, captions):
                captions.nodes.update(group)
            else:
                _give_back(parent, group[-1], captions)
    return captions


def _groups(parent: Node) -> list[list[Node]]:
    """Return the children, those of one kind of marker together."""
    groups: dict[str, list[Node]] = {}
    for child in parent.children:
        groups.setdefault(child.kind, []).append(child)
    return list(groups.values())


def _lower_heads(parent: Node, captions: Captions) -> None:
    """Take the short line below a marker that stands alone as the text on its line."""
    for node in parent.children:
        if node.head or node.kind in WHOLES or len(node.content) < 2:
            continue
        first, second = node.content[:2]
        if isinstance(first, Unit) and isinstance(second, Unit) and _is_short(first):
            captions.lowered[node] = first
            del node.content[0]
            what = f"符号「{node.marker}」だけの行"
            captions.doubts.append(
                Doubt(first.number, what, f"次の行「{first.text}」を見出しとした")
            )


def _is_short(unit: Unit) -> bool:
    return unit.table is None and not unit.is_sentence and len(unit.text) <= LONGEST


def _is_captioned(group: list[Node], nesting: Nesting, captions: Captions) -> bool:
    kind = group[0].kind
    if kind in (*CONTAINERS, *WHOLES) or kind == "article":
        return True
    if nesting.style.has_articles or not kind:
        return False
    possible = [node for node in group if _may_be_caption(node, captions)]
    if kind == outermost(nesting.style):
        return len(possible) * 2 > len(group)
    followed = [node for node in possible if _has_text(node)]
    if not followed:
        return False
    if followed == group[-1:] and not _is_certain(group, captions):
        return False
    return len(possible) == len(group) or len(followed) * 2 > len(group)


def _may_be_caption(node: Node, captions: Captions) -> bool:
    head = captions.head(node)
    if not head or head.endswith("、") or len(head) > LONGEST:
        return False
    return node in captions.lowered or not node.unit.is_sentence


def _has_text(node: Node) -> bool:
    return bool(node.content) and isinstance(node.content[0], Unit) and not node.content[0].table


def _is_certain(group: list[Node], captions: Captions) -> bool:
    """Return whether the text below the last item is its own, and not the parent's after a list."""
    first = group[-1].content[0]
    if isinstance(first, Unit) and first.is_direct:
        return True
    return len(group) == 1 and len(captions.head(group[0])) <= LONGEST_ALONE


def _give_back(parent: Node, last: Node, captions: Captions) -> None:
    """Move the paragraphs set apart behind a list without captions to what the list belongs to."""
    index = next(
        (
            number
            for number, block in enumerate(last.content)
            if isinstance(block, Unit)
            and not block.is_direct
            and not any(isinstance(after, Node) for after in last.content[number:])
        ),
        None,
    )
    if index is None:
        return
    moved = last.content[index:]
    del last.content[index:]
    place = parent.content.index(last) + 1
    parent.content[place:place] = moved
    for unit in moved:
        if isinstance(unit, Unit):
            what = f"「{last.marker or '符号のない項目'}」で終わる列挙の後の段落"
            captions.doubts.append(Doubt(unit.number, what, "列挙を含む規定の文とした"))
