"""Two Markdown files to compare, of a repository or of none; git is not asked."""

from pathlib import Path

from kitei.commands.comparison_pair import Chosen, Pair
from kitei.errors import SettingsError, SourceError, StoreError
from kitei.model.audience import Audience
from kitei.model.edition import Edition
from kitei.model.revision import RevisionKind
from kitei.render.comparison_report import TextName
from kitei.settings import Organisation, Settings
from kitei.source.document_reader import read_document
from kitei.store.project import find_root, read_settings
from kitei.store.reading import read_pictures, read_text


def are_files(texts: tuple[str, ...]) -> bool:
    """Return whether the words of a command line are two files, and no document."""
    return len(texts) == 2 and all(Path(text).suffix == ".md" for text in texts)


def read_files(old: Path, new: Path) -> Pair:
    """Return two files as they are; settings are used where the folder has some."""
    try:
        settings = read_settings(find_root(Path.cwd()))
    except SettingsError:
        settings = Settings(Organisation("", "", ()), ())
    texts = _read_file(old, settings), _read_file(new, settings)
    is_same = texts[0].edition.document.id == texts[1].edition.document.id
    return Pair(*texts, settings, (old, new), RevisionKind.PARTIAL if is_same else None)


def _read_file(path: Path, settings: Settings) -> Chosen:
    if not path.exists():
        raise StoreError(
            f"{path}を読めません: ファイルがありません。", "名と場所を確かめてください。"
        )
    text, faults = read_text(path)
    if faults:
        reasons = "\n".join(fault.message for fault in faults)
        raise StoreError(f"{path}を読めません: {reasons}", faults[0].hint)
    try:
        document = read_document(text, path.as_posix())
    except SourceError as error:
        reasons = "\n".join(f"  {f.position}: {f.message}" for f in error.faults)
        hint = "テキストの規程は、先に kitei import で取り込みます。"
        raise StoreError(f"{error.message}\n{reasons}", hint) from error
    known = {audience.name: audience for audience in settings.audiences}
    name = document.meta.audience
    audience = known.get(name, Audience(name, name, ()))
    edition = Edition(document, audience, (), read_pictures(path.parent))
    return Chosen(edition, TextName(str(path), document.meta.title))
