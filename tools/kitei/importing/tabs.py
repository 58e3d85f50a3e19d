"""Tables whose cells are set apart by tabs, with merges guessed from the empty cells."""

from kitei.importing.draft import Doubt
from kitei.importing.lines import SourceLine
from kitei.model.provision import Cell, Table
from kitei.model.text import Position, Text

Place = tuple[int, int]


def read_tab_table(lines: list[SourceLine]) -> tuple[Table, list[Doubt]]:
    """Return the table of the lines, one row each, and the doubts about its merged cells."""
    rows = [[cell.strip() for cell in line.raw.strip("\r\n \u3000").split("\t")] for line in lines]
    columns = max(len(row) for row in rows)
    doubts = [
        Doubt(line.number, f"表のこの行は{len(row)}列（表は{columns}列）", "右に空の欄を補った")
        for line, row in zip(lines, rows, strict=True)
        if len(row) < columns
    ]
    grid = _drop_empty_columns([row + [""] * (columns - len(row)) for row in rows])
    owners = _find_owners(grid)
    doubts += [
        _empty_doubt(lines, grid, place, owner)
        for place, owner in owners.items()
        if not grid[place[0]][place[1]]
    ]
    position = Position(lines[0].number, 1)
    return Table(_make_rows(lines, grid, owners), len(grid[0]), None, position), doubts


def _drop_empty_columns(grid: list[list[str]]) -> list[list[str]]:
    """Return the grid without columns that are empty in every row: they were indentation."""
    kept = [column for column in range(len(grid[0])) if any(row[column] for row in grid)]
    return [[row[column] for column in kept] for row in grid]


def _find_owners(grid: list[list[str]]) -> dict[Place, Place]:
    """Return for each place of the grid the place of the cell that covers it."""
    owners: dict[Place, Place] = {}
    for row, cells in enumerate(grid):
        for column, text in enumerate(cells):
            place = (row, column)
            owners[place] = place if text else _guess_owner(grid, owners, place)
    _undo_uneven(owners)
    return owners


def _guess_owner(grid: list[list[str]], owners: dict[Place, Place], place: Place) -> Place:
    """Return the cell an empty place belongs to: the one above in front, else the one to its left.

    An empty place at the end of a row is an empty cell.
    """
    row, column = place
    if column == 0:
        return owners[row - 1, 0] if row else place
    left = owners[row, column - 1]
    if left[0] < row:
        return left if owners[row - 1, column] == left else place
    return left if any(grid[row][column:]) else place


def _areas(owners: dict[Place, Place]) -> dict[Place, list[Place]]:
    areas: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        areas.setdefault(owner, []).append(place)
    return areas


def _measure(places: list[Place]) -> tuple[int, int]:
    return len({row for row, _ in places}), len({column for _, column in places})


def _undo_uneven(owners: dict[Place, Place]) -> None:
    """Let go of merges that make no rectangle."""
    for places in _areas(owners).values():
        height, width = _measure(places)
        if height * width != len(places):
            owners.update({place: place for place in places})


def _make_rows(
    lines: list[SourceLine], grid: list[list[str]], owners: dict[Place, Place]
) -> tuple[tuple[Cell, ...], ...]:
    rows: list[list[Cell]] = [[] for _ in grid]
    for (row, column), places in sorted(_areas(owners).items()):
        position = Position(lines[row].number, 1)
        rows[row].append(Cell(Text(grid[row][column]), *_measure(places), position))
    return tuple(tuple(row) for row in rows)


def _empty_doubt(lines: list[SourceLine], grid: list[list[str]], place: Place, to: Place) -> Doubt:
    what = f"表の{place[1] + 1}列目が空"
    if place == to:
        return Doubt(lines[place[0]].number, what, "空の欄とした")
    side = "左" if to[0] == place[0] else "上"
    guess = f"{side}の欄「{grid[to[0]][to[1]]}」と結合した"
    return Doubt(lines[place[0]].number, what, guess)
