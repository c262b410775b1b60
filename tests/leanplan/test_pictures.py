import struct
import zlib

import pytest
from django.core.exceptions import ValidationError

from leanplan.pictures import LARGEST, PNG, SVG, kind_of

SVG_START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def png(width=2, height=2):
    """The smallest PNG of that size."""

    def block(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\0" * width for _ in range(min(height, 9))))
    return b"\x89PNG\r\n\x1a\n" + block(b"IHDR", head) + block(b"IDAT", rows) + block(b"IEND", b"")


def svg(inner="", start=SVG_START):
    return f"{start}{inner}</svg>".encode()


def test_kind_of_png():
    assert kind_of(png()) == PNG


@pytest.mark.parametrize(
    "inner",
    [
        "",
        '<g class="a"><path d="M0 0H9V9Z" fill="#b00" fill-rule="evenodd"/></g>',
        "<style>.a{fill:#0b5563;fill:url(#g)}</style>",
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        '<title>Våpen for "oss"</title>',
    ],
)
def test_kind_of_svg_that_draws(inner):
    assert kind_of(svg(inner)) == SVG


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<path onload="alert(1)"/>',
        "<foreignObject/>",
        "<a href='#x'/>",
        '<animate attributeName="href"/>',
        '<image href="https://a.example/x.png"/>',
        '<use href="https://a.example/x.svg#a"/>',
        '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="data:image/svg+xml,x"/>',
        '<rect fill="url(https://a.example/x)"/>',
        '<rect style="background:url( &quot;//a.example/x&quot;)"/>',
        "<style>@import 'https://a.example/x.css';</style>",
        "<style>.a{background:u\\72l(//a)}</style>",
        "<style><![CDATA[.a{fill:url(//a.example)}]]></style>",
        "<?xml-stylesheet href='https://a.example/x.css'?>",
    ],
)
def test_kind_of_svg_that_does_more(inner):
    with pytest.raises(ValidationError, match="gjør mer enn å tegne"):
        kind_of(svg(inner))


def test_kind_of_svg_with_entities():
    doctype = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>'
    with pytest.raises(ValidationError, match="DOCTYPE"):
        kind_of(svg("&a;", start=doctype + SVG_START))


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"\xff\xd8\xff\xe0", b"<svg", b"<svg></svg>", b"<html></html>", b"\x00" * 50],
)
def test_kind_of_what_is_no_picture(content):
    with pytest.raises(ValidationError, match="ikke et bilde"):
        kind_of(content)


@pytest.mark.parametrize("content", [png()[:20], png(4001, 2), png(2, 0), png(2, 5000)])
def test_kind_of_bad_png(content):
    with pytest.raises(ValidationError):
        kind_of(content)


def test_kind_of_what_is_too_large():
    with pytest.raises(ValidationError, match="301 kB"):
        kind_of(png() + b"\0" * (LARGEST + 1 - len(png())))


def test_style_words_in_pieces_are_read_together():
    """A parser gives text in pieces; none of them may hide what it says beside the next."""
    with pytest.raises(ValidationError):
        kind_of(svg("<style>.a{fill:u&#114;l(//a.example)}</style>"))
