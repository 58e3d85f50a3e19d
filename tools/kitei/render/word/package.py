"""The zip container of a Word file, written so that the same parts give the same bytes."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_LEVEL = 9


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of the parts: content types and relations first, the others by name."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in sorted(parts, key=_order):
            archive.writestr(_describe(name), parts[name], compresslevel=_LEVEL)
    return target.getvalue()


def repack(package: bytes) -> bytes:
    """Return the same package without the time of day in it."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name


def _describe(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system = 0
    entry.external_attr = 0
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
