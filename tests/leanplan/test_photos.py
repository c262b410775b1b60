import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from leanplan import photo_header
from leanplan.photos import LARGEST, photo_read
from leanplan.unreadable import Unreadable
from tests.leanplan import photo_files as files

HOSTILE, ODD = files.hostile(), files.odd()


def opened(photo):
    image = Image.open(io.BytesIO(photo.content))
    image.load()
    return image


def is_red(pixel):
    return pixel[0] > 180 and pixel[1] < 90 and pixel[2] < 90


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 30


@pytest.mark.parametrize("what", HOSTILE)
def test_photo_read_refuses(what):
    with pytest.raises(ValidationError) as error:
        photo_read(HOSTILE[what])
    (message,) = error.value.messages
    assert message.endswith(".")
    assert "%" not in message


@pytest.mark.parametrize("what", ODD)
def test_photo_read_makes_a_plain_picture_of(what):
    photo = photo_read(ODD[what])
    image = opened(photo)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (photo.width, photo.height))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive",
                               "progression"}
    for word in (b"Hemmelig", b"<script", b"Exif", b"ICC_PROFILE", b"PK\x03\x04"):
        assert word not in photo.content


def test_photo_read_keeps_the_colours_of_a_transparent_one_on_white():
    image = opened(photo_read(files.written(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")))
    assert min(image.getpixel((10, 10))) > 250


def test_photo_read_of_16_bits_keeps_the_shade():
    image = opened(photo_read(ODD["16 bits"]))
    assert abs(image.getpixel((10, 10))[0] - 40_000 // 256) < 4


def test_photo_with_place_and_orientation_6_comes_out_upright_and_bare():
    data = files.with_place(6)
    with Image.open(io.BytesIO(data)) as before:
        assert before.getexif()[0x0112] == 6
        assert before.getexif().get_ifd(0x8825)[2][0] == 61
        assert b"Hemmelig" in data
    photo = photo_read(data)
    image = opened(photo)
    # Turned a quarter to the right: what was the upper left corner is the upper right one.
    assert (photo.width, photo.height) == image.size == (48, 64)
    assert is_red(image.getpixel((44, 3)))
    assert not is_red(image.getpixel((3, 3)))
    assert not dict(image.getexif())
    assert not {"exif", "comment", "icc_profile", "dpi"} & set(image.info)
    for word in (b"Hemmelig", b"Exif", b"ICC_PROFILE", b"\xff\xe1", b"\xff\xe2", b"\xff\xfe"):
        assert word not in photo.content


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (3, 3)), (2, (60, 3)), (3, (60, 44)), (4, (3, 44)), (5, (3, 3)), (6, (44, 3)),
     (7, (44, 60)), (8, (3, 60)), (9, (3, 3)), (0, (3, 3))],
)
def test_photo_read_turns(orientation, corner):
    assert is_red(opened(photo_read(files.with_place(orientation))).getpixel(corner))


def test_photo_read_makes_a_large_one_small():
    data = files.written(files.noise(3000, 2000), quality=85)
    photo = photo_read(data)
    assert len(data) > 3_000_000
    assert len(photo.content) <= LARGEST
    assert 200 <= max(photo.width, photo.height) <= 1600


@pytest.mark.parametrize(("kind", "more"), [("JPEG", {}), ("PNG", {}), ("WEBP", {"method": 0})])
def test_photo_read_takes_40_megapixels(kind, more):
    data = files.written(Image.new("RGBA" if kind == "PNG" else "RGB", (8000, 5000), "teal"), kind,
                         **more)
    photo = photo_read(data)
    assert (photo.width, photo.height) == (1600, 1000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_header_of_agrees_with_the_decoder(kind):
    for size in ((1, 1), (640, 17), (1601, 1200)):
        header = photo_header.header_of(files.written(files.picture(*size), kind))
        assert (header.kind, (header.width, header.height)) == (kind, size)


def test_header_of_reads_a_size_without_decoding():
    with pytest.raises(Unreadable) as error:
        photo_header.header_of(files.png(30_000, 2_000, pixels=b""))
    assert error.value.code == "too_many_pixels"
