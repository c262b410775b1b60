"""A limit on uploaded files that holds while they arrive, before a page has asked for them."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from leanplan.sandbox import MAX_UPLOAD
from leanplan.unreadable import Unreadable

View = TypeVar("View", bound=Callable[..., Any])


def takes(size: int) -> Callable[[View], View]:
    """Let a view take larger files than others do, up to so many bytes."""

    def decorator(view: View) -> View:
        view.max_upload = size  # type: ignore[attr-defined]
        return view

    return decorator


class LimitedUploads(FileUploadHandler):
    """Stands first among the upload handlers and passes on what is not too large.

    A larger file is read to its end and thrown away, so that the browser gets an answer; the view
    finds its name in `request.too_large` and no such file in `request.FILES`.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count anew for each file."""
        super().new_file(*args, **kwargs)
        self.received = 0
        # Which view will answer is known before the body is read.
        match = getattr(self.request, "resolver_match", None)
        self._limit = getattr(match.func if match else None, "max_upload", settings.MAX_UPLOAD)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on, or stop keeping this file."""
        self.received += len(raw_data)
        if self.received > self._limit:
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


def chosen_data(request: HttpRequest, *, limit: int = MAX_UPLOAD) -> bytes:
    """What the file holds. Errors: Unreadable where it has more bytes than the limit."""
    file = request.FILES.get("file")
    if file is None or file.size is None or file.size > limit:
        raise Unreadable("too_large", limit=limit)
    return file.read()
