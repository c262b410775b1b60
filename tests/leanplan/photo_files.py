"""Photos for tests: good ones, and those that somebody made to harm."""

import io
import random
import struct
import zipfile
import zlib

from PIL import Image, ImageCms, ImageDraw

PNG = b"\x89PNG\r\n\x1a\n"


def picture(width=64, height=48, mode="RGB"):
    """The upper left corner red, the rest grey: so that one sees how it was turned."""
    image = Image.new("RGB", (width, height), "grey")
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="red")
    return image.convert(mode)


def written(image, kind="JPEG", **options):
    content = io.BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def noise(width, height):
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def with_place(orientation=6):
    """As a phone takes it: lying, with where, when, by what, and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Hemmelig Telefon"
    exif[0x9286] = "Hemmelig kommentar"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (61.0, 7.0, 30.5)
    place[3], place[4] = "E", (10.0, 28.0, 11.2)
    return written(
        picture(), exif=exif, comment=b"Hemmelig", icc_profile=profile(), quality=90,
        dpi=(300, 300),
    )


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(name, data=b""):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width=64, height=48, *between, bits=8, colour=2, pixels=None):
    """A PNG by hand, so that it can say what is not so."""
    rows = zlib.compress((b"\0" + b"\x80" * 3 * 64) * 48, 9) if pixels is None else pixels
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"".join(
        [PNG, chunk(b"IHDR", head), *between, chunk(b"IDAT", rows), chunk(b"IEND")]
    )


def jpeg_of_size(width, height):
    """A JPEG whose header says another size."""
    data = bytearray(written(picture()))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def zipped(name, text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, text)
    return content.getvalue()


def webp_header(width, height, flags=0):
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes([flags, 0, 0, 0]) + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def animated(kind):
    frames = [picture().rotate(90 * turn) for turn in range(3)]
    return written(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def hostile():
    """{what it is: its bytes}; each of them must be refused."""
    good, script = written(picture()), b"<script>alert(1)</script>"
    whole_webp = written(picture(), "WEBP")
    bomb = zlib.compress(b"\0" * 60_000_000, 9)
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "only the start of a jpeg": good[:3],
        "half a jpeg header": good[:20],
        "jpeg without a picture": good[: good.index(b"\xff\xda")],
        "jpeg that ends at once": b"\xff\xd8\xff\xd9" + script,
        "jpeg start before html": b"\xff\xd8\xff<html>" + script,
        "jpeg of 65000 x 65000": jpeg_of_size(65000, 65000),
        "jpeg of 8000 x 5001": jpeg_of_size(8000, 5001),
        "jpeg of no width": jpeg_of_size(0, 48),
        "jpeg with a segment of no length": b"\xff\xd8\xff\xe0\x00\x00" + good[20:],
        "only the start of a png": PNG,
        "png without its header": PNG + chunk(b"IDAT", b"x"),
        "png of 100000 x 100000": png(100_000, 100_000),
        "png of 2 billion by 1": png(2_147_483_647, 1),
        "png bomb": png(20_000, 20_000, pixels=bomb),
        "png cut off": written(noise(200, 200), "PNG")[:20_000],
        "png with pixels that are none": png(pixels=b"no deflate at all"),
        "png with a bit depth that is none": png(bits=3, colour=6),
        "png that moves": animated("PNG"),
        "webp that moves": animated("WEBP"),
        "webp of 16384 x 16384": webp_header(16384, 16384),
        "webp that says another size": webp_header(3000, 3000) + whole_webp[12:],
        "webp cut off": whole_webp[:40],
        "riff that is sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40,
        "gif": written(picture(), "GIF"),
        "gif and script": b"GIF89a=1;" + script,
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>" + script + b"</svg>",
        "svg in xml": b"<?xml version='1.0'?><svg><image href='file:///etc/passwd'/></svg>",
        "html": b"<!doctype html>" + script,
        "pdf with a jpeg in it": b"%PDF-1.7\n" + good,
        "zip": zipped("a.jpg", good),
        "bmp": written(picture(), "BMP"),
        "tiff": written(picture(), "TIFF"),
        "icon": written(picture(), "ICO"),
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run",
        "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        "python": b"import os; os.system('id')",
        "zeros": b"\0" * 100_000,
        "sixteen megabytes": b"\xff\xd8\xff" + b"\0" * (16 * 1024 * 1024),
    }


def odd():
    """{what it is: its bytes}; strange, but photos: each must come out plain and bare."""
    good = written(picture(), quality=95)
    text = chunk(b"tEXt", b"Comment\0Hemmelig")
    return {
        "cmyk": written(picture(mode="CMYK")),
        "grey": written(picture(mode="L")),
        "palette": written(picture(mode="P"), "PNG"),
        "transparent": written(picture(mode="RGBA"), "PNG"),
        "grey and transparent": written(picture(mode="LA"), "PNG"),
        "black and white": written(picture(mode="1"), "PNG"),
        "16 bits": written(Image.new("I;16", (64, 48), 40_000), "PNG"),
        "broken profile": written(picture(), icc_profile=b"\0\0\0\x10broken Hemmelig"),
        "profile of nothing": written(picture(), "PNG", icc_profile=b"x"),
        "text beside": png(64, 48, text),
        "zip behind": good + zipped("Hemmelig.txt", "Hemmelig"),
        "html behind": good + b"<html>Hemmelig<script>alert(1)</script>",
        "html in the comment": written(picture(), comment=b"<script>Hemmelig</script>"),
        "broken exif": written(picture(), exif=b"Exif\0\0II*\0\xff\xff\xff\xff"),
        "webp": written(picture(), "WEBP", quality=90),
        "webp without loss": written(picture(), "WEBP", lossless=True),
        "webp with transparency": written(picture(mode="RGBA"), "WEBP"),
        "one pixel": written(picture(1, 1)),
        "very wide": written(picture(8000, 10)),
        "progressive": written(picture(), progressive=True),
    }
