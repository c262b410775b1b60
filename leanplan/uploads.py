"""A limit on uploaded files that holds while they arrive, before a page has asked for them."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from leanplan.sandbox import MAX_UPLOAD
from leanplan.unreadable import Unreadable


class LimitedUploads(FileUploadHandler):
    """Stands first among the upload handlers and passes on what is not too large.

    A larger file is read to its end and thrown away, so that the browser gets an answer; the view
    finds its name in `request.too_large` and no such file in `request.FILES`.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count anew for each file."""
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on, or stop keeping this file."""
        self.received += len(raw_data)
        if self.received > settings.MAX_UPLOAD:
            assert self.request is not None
            self.request.too_large = self.file_name  # type: ignore[attr-defined]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file itself to the handlers after this one."""
        return


def chosen_name(request: HttpRequest) -> str:
    """The name of the file that was sent as `file`, too large or not; "" where none was chosen."""
    file = request.FILES.get("file")
    return str(file.name if file is not None and file.name else getattr(request, "too_large", ""))


def chosen_data(request: HttpRequest) -> bytes:
    """What the file holds. Errors: Unreadable where it is larger than we read."""
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > MAX_UPLOAD:
        raise Unreadable("too_large", limit=MAX_UPLOAD)
    return file.read()
