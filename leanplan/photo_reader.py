"""Reads a photo from a stranger and writes it anew, in a child process (`child.py`): no Django.

What comes out has the pixels and nothing else: no place, no camera, no name, no thumbnail, no
profile, no trailing bytes.
"""

import base64
import io
from typing import Any

from PIL import Image, ImageCms

from leanplan.child import run
from leanplan.photo_header import header_of
from leanplan.unreadable import Unreadable

EDGE = 1600
LARGEST = 300_000
QUALITIES = (82, 74, 66, 58, 50)
SMALLEST_EDGE = 200
# A WebP of 40 megapixels is held four times while it is decoded.
MEMORY = 1024 * 1024 * 1024

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}


def read(data: bytes) -> dict[str, Any]:
    """{"content": JPEG in base64, "width", "height"}. Raises Unreadable."""
    header = header_of(data)
    try:
        image, turn = _decode(data, header.kind, (header.width, header.height))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # Pillow raises what its many parts raise on broken bytes.
        raise Unreadable("damaged") from error
    if turn is not None:
        image = image.transpose(turn)
    content = _small_enough(image)
    return {
        "content": base64.b64encode(content[0]).decode(), "width": content[1], "height": content[2]
    }


def _decode(
    data: bytes, kind: str, size: tuple[int, int]
) -> tuple[Image.Image, Image.Transpose | None]:
    """The pixels as 8 bits of red, green and blue, at most EDGE wide and high."""
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        if image.size != size:
            raise Unreadable("damaged")  # Two headers that do not agree.
        if getattr(image, "n_frames", 1) > 1 and kind != "JPEG":
            raise Unreadable("animated")
        if kind == "JPEG":
            image.draft("RGB", (EDGE, EDGE))
        image.load()  # First: what reads a note of the picture may load it, and hide that it fails.
        turn, profile = _turn_of(image), image.info.get("icc_profile")
        plain = _eight_bits(image)
        plain.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        return _in_srgb(_opaque(plain), profile), turn


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    """How it must be turned to stand upright; a broken note on that is no reason to refuse it."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode == "I":
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    return image if image.mode in ("L", "LA", "RGB", "RGBA") else image.convert("RGB")


def _opaque(image: Image.Image) -> Image.Image:
    """What is transparent becomes white paper."""
    if image.mode not in ("LA", "RGBA"):
        return image.convert("RGB")
    over = image.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(over, mask=over.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as they were meant, where the profile can be read."""
    if not profile:
        return image
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        told = ImageCms.profileToProfile(
            image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return told or image


def _small_enough(image: Image.Image) -> tuple[bytes, int, int]:
    """As a JPEG of at most LARGEST bytes: a little plainer first, then a little smaller."""
    while True:
        for quality in QUALITIES:
            content = io.BytesIO()
            # Without exif, icc_profile, comment: what is not given is not written.
            bare = Image.frombytes("RGB", image.size, image.tobytes())
            bare.save(content, "JPEG", quality=quality, optimize=True, progressive=True)
            if content.tell() <= LARGEST:
                return content.getvalue(), *image.size
        edge = int(max(image.size) * 0.75)
        if edge < SMALLEST_EDGE:
            raise Unreadable("too_heavy")
        image = image.copy()
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    run(read, memory=MEMORY)
