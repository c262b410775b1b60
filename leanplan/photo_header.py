"""What a photo says of itself in its first bytes, read by hand before anything is decoded.

Runs in the photo reader's child process (`photo_reader.py`): no Django here.
"""

import struct
from dataclasses import dataclass

from leanplan.unreadable import Unreadable

MOST_PIXELS = 40_000_000

_PNG = b"\x89PNG\r\n\x1a\n"
# Frames of a JPEG that carry its size: all SOF markers, which DHT, JPG and DAC are not.
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
# What people choose instead of a photo, by how it begins, so that the answer can name it.
_OTHERS = (
    (b"GIF8", "gif"), (b"%PDF", "pdf"), (b"PK\x03\x04", "zip"), (b"BM", "bmp"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"\x00\x00\x01\x00", "icon"),
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class Header:
    """kind: as Pillow names it. width, height: pixels, as they lie in the file."""

    kind: str
    width: int
    height: int


def header_of(data: bytes) -> Header:
    """The kind and size of a photo. Errors: Unreadable for all else, or for too large a one."""
    if not data:
        raise Unreadable("empty")
    try:
        header = _read(data)
    except (struct.error, IndexError):
        raise Unreadable("damaged") from None
    if not header.width or not header.height:
        raise Unreadable("damaged")
    if header.width * header.height > MOST_PIXELS:
        raise Unreadable("too_many_pixels", width=header.width, height=header.height)
    return header


def _read(data: bytes) -> Header:
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(_PNG):
        return _png(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    raise Unreadable("not_photo", kind=_other(data))


def _other(data: bytes) -> str:
    for start, kind in _OTHERS:
        if data.startswith(start):
            return kind
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _HEIC else "film"
    text = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<svg", b"<?xml")) or b"<svg" in text:
        return "svg"
    return "html" if text.startswith((b"<!doctype html", b"<html", b"<script")) else ""


def _jpeg(data: bytes) -> Header:
    at = 2
    while True:
        if data[at] != 0xFF:
            raise Unreadable("damaged")
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker in _ALONE:
            continue
        if marker in (0xD9, 0xDA):  # The end, or the picture itself, before any size.
            raise Unreadable("damaged")
        length = struct.unpack_from(">H", data, at)[0]
        if marker in _SOF:
            height, width = struct.unpack_from(">HH", data, at + 3)
            return Header("JPEG", width, height)
        if length < 2:
            raise Unreadable("damaged")
        at += length


def _png(data: bytes) -> Header:
    length, name, width, height = struct.unpack_from(">I4sII", data, 8)
    if name != b"IHDR" or length != 13:
        raise Unreadable("damaged")
    at = 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"acTL":
            raise Unreadable("animated")
        if name == b"IDAT":
            break
        at += 12 + length
    return Header("PNG", width, height)


def _webp(data: bytes) -> Header:
    name = data[12:16]
    if name == b"VP8X":
        if data[20] & 0x02:
            raise Unreadable("animated")
        return Header("WEBP", 1 + _three(data, 24), 1 + _three(data, 27))
    if name == b"VP8L":
        if data[20] != 0x2F:
            raise Unreadable("damaged")
        bits = struct.unpack_from("<I", data, 21)[0]
        return Header("WEBP", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if name == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF)
    raise Unreadable("damaged")


def _three(data: bytes, at: int) -> int:
    """A number of three bytes, the low one first."""
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16
