"""Opens a .docx or .xlsx as what it is, a zip archive from a stranger, and hands out its XML parts.

Nothing is unpacked to disk, nothing outside the archive is ever fetched, and no part is read
beyond its limit, whatever the archive claims about itself. Runs in a reader's child process
(`child.py`): no Django here.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from leanplan.unreadable import Unreadable

MAX_MEMBERS = 2_000
MAX_UNPACKED = 60 * 1024 * 1024
MAX_PART = 20 * 1024 * 1024
MAX_RATIO = 100
RATIO_FROM = 1024 * 1024  # small parts may compress well without being a bomb
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)

Element: TypeAlias = Any  # an lxml element; lxml brings no types


def local(element: Element) -> str:
    """The tag without its namespace. Word writes two sets of namespaces for the same tags."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """The value of the attribute with this local name, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down this path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


WORD, EXCEL = "wordprocessingml", "spreadsheetml"
# What an archive is, by the names in it.
_FOLDERS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


class Package:
    """The parts of an Office file of one kind (WORD or EXCEL).

    Raises Unreadable where the file is not of that kind, or is hostile.
    """

    def __init__(self, data: bytes, kind: str = WORD) -> None:
        self._wanted = kind
        _refuse_other_formats(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except BROKEN as error:
            raise Unreadable("broken_zip") from error
        self._refuse_bombs()
        self._names = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self.main = self._main_part()

    def part(self, name: str) -> Element | None:
        """The root of the XML part of this name, or None where there is none."""
        if name not in self._names:
            return None
        return _parsed(self._read(name), name)

    def related(self, kind: str) -> list[Element]:
        """The parts that the document points at with this kind of relation, e.g. "footnotes"."""
        targets = dict.fromkeys(self._targets(self.main, kind))
        return [root for name in targets if (root := self.part(name)) is not None]

    def related_by_id(self, kind: str) -> dict[str, str]:
        """{id of the relation: name of the part} for what the main part points at."""
        return dict(self._relations(self.main, kind))

    def _main_part(self) -> str:
        for name in self._targets("", "officeDocument"):
            types = self._content_types()
            if self._wanted in types.get(name, "") and name in self._names:
                return name
        raise Unreadable("other_zip", kind=self._kind())

    def _kind(self) -> str:
        """What the archive is when it is not of the kind that was asked for."""
        names = self._names
        for folder, kind in _FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
        if "mimetype" in names and "content.xml" in names:
            return "odt"
        return "zip"

    def _content_types(self) -> dict[str, str]:
        root = self.part("[Content_Types].xml")
        entries = [] if root is None else [each for each in root if local(each) == "Override"]
        return {
            (attribute(each, "PartName") or "").lstrip("/"): attribute(each, "ContentType") or ""
            for each in entries
        }

    def _targets(self, source: str, kind: str) -> Iterator[str]:
        return (target for _key, target in self._relations(source, kind))

    def _relations(self, source: str, kind: str) -> Iterator[tuple[str, str]]:
        folder, base = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root:
            if attribute(relation, "TargetMode") == "External":
                continue
            if (attribute(relation, "Type") or "").rpartition("/")[2] == kind:
                target = attribute(relation, "Target") or ""
                name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield attribute(relation, "Id") or "", name

    def _refuse_bombs(self) -> None:
        """By what the archive says of itself; `_read` holds it to that."""
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise Unreadable("bomb")
        if sum(info.file_size for info in members) > MAX_UNPACKED:
            raise Unreadable("bomb")
        for info in members:
            if info.flag_bits & 0x1:
                raise Unreadable("encrypted")
            ratio = info.file_size / max(info.compress_size, 1)
            if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
                raise Unreadable("bomb")

    def _read(self, name: str) -> bytes:
        info = self._names[name]
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("broken_zip")
        if info.file_size > MAX_PART:
            raise Unreadable("bomb")
        try:
            with self._zip.open(info) as file:
                data = file.read(MAX_PART + 1)
        except BROKEN as error:
            raise Unreadable("broken_zip") from error
        if len(data) > MAX_PART:
            raise Unreadable("bomb")
        return data


def _parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("broken_part", part=name) from error
    # Office never writes a DTD; one is there to expand entities or to fetch files.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("dtd", part=name)
    return root


def _refuse_other_formats(data: bytes) -> None:
    if not data:
        raise Unreadable("empty")
    if b"%PDF-" in data[:1024]:
        raise Unreadable("pdf")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        # Office writes a file with a password as an OLE container with this stream in it.
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("encrypted" if encrypted else "old_format")
    if data.lstrip()[:5] == b"{\\rtf":
        raise Unreadable("rtf")
    if not data.startswith(b"PK"):
        raise Unreadable("other_file")
