"""Photos that people send: refused with a reason, or written anew, small, upright and bare.

The bytes never meet a decoder in the server itself: a child process with limits reads them
(`photo_reader.py`), and what it answers is all that is kept.
"""

import base64
from dataclasses import dataclass
from threading import BoundedSemaphore

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leanplan.sandbox import read_in_child
from leanplan.unreadable import Unreadable

READER = "leanplan.photo_reader"
MAX_PHOTO = 15 * 1024 * 1024
LARGEST = 300_000
CONTENT_TYPE = "image/jpeg"
# For the file field: phones turn their own format into JPEG where JPEG is asked for.
ACCEPT = "image/jpeg,image/png,image/webp"
SECONDS = 30

# A large photo takes a gigabyte for a moment, so one is read at a time.
_free = BoundedSemaphore(1)

_WHY: dict[str, str | Promise] = {
    "empty": _("The file is empty. Take the picture once more."),
    "too_large": _("The picture is larger than 15 MB. Choose a smaller one."),
    "too_many_pixels": _("The picture is %(width)s × %(height)s pixels, more than the 40 million "
                         "we read. Choose a smaller one."),
    "animated": _("The picture moves. Choose one that stands still."),
    "damaged": _("The picture is damaged or is not what its name says. Take it once more."),
    "too_heavy": _("The picture could not be read with the memory and time we give one. Save it "
                   "anew as JPEG."),
    "too_slow": _("The picture took too long to read. Save it anew as JPEG."),
    "busy": _("Many pictures are being read just now. Try again in a minute."),
}
_NOT_PHOTO: dict[str, str | Promise] = {
    "gif": _("A GIF is no photo. Choose a JPEG, PNG or WebP."),
    "svg": _("An SVG is no photo. Choose a JPEG, PNG or WebP."),
    "heic": _("The picture is in Apple's own format (HEIC). Choose «Most compatible» under Camera "
              "in the phone's settings, or save it as JPEG."),
    "": _("The file is no picture. Choose a JPEG, PNG or WebP."),
}


@dataclass(frozen=True)
class Photo:
    """A picture as it may be kept: a JPEG of at most LARGEST bytes, and its size in pixels."""

    content: bytes
    width: int
    height: int


def photo_read(data: bytes) -> Photo:
    """The photo in these bytes, written anew. Errors: ValidationError, which says what to do."""
    if not _free.acquire(timeout=SECONDS):
        raise ValidationError(str(_WHY["busy"]))
    try:
        made = read_in_child(READER, data, seconds=SECONDS, limit=MAX_PHOTO)
        photo = Photo(base64.b64decode(made["content"]), made["width"], made["height"])
    except Unreadable as error:
        raise ValidationError(_text(error)) from error
    finally:
        _free.release()
    if not photo.content.startswith(b"\xff\xd8\xff") or len(photo.content) > LARGEST:
        raise ValidationError(str(_WHY["damaged"]))
    return photo


def too_large() -> ValidationError:
    """What is told of a file that was thrown away while it arrived."""
    return ValidationError(str(_WHY["too_large"]))


def _text(error: Unreadable) -> str:
    if error.code == "not_photo":
        return str(_NOT_PHOTO.get(str(error.params.get("kind")), _NOT_PHOTO[""]))
    return str(_WHY.get(error.code, _WHY["damaged"])) % error.params
