"""A limit on uploaded files that holds while they arrive, before a page has asked for them."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


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
