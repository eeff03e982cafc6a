"""Taking in what a form uploads: in files without a name, which the system itself removes, however the process ends."""

import tempfile
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# Five photos of 40 MB, and what a form writes around them.
MOST_BYTES = 210_000_000


class NamelessFiles(FileUploadHandler):
    """Each upload in a nameless file of the folder for such; too much at once is refused before it is read."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:  # fmt: skip
        """Look at how much is coming."""
        self.taken = 0
        if content_length > MOST_BYTES:
            raise RequestDataTooBig("this form carries more than we take at once")

    def new_file(self, *about: Any, **more: Any) -> None:
        """The next file of the form begins."""
        super().new_file(*about, **more)
        self.file = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR, prefix="upload-")  # noqa: SIM115

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it, which no other handler needs."""
        self.taken += len(raw_data)
        if self.taken > MOST_BYTES:
            raise RequestDataTooBig("this form carries more than we take at once")
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """All of it is there."""
        self.file.seek(0)
        return UploadedFile(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )

    def upload_interrupted(self) -> None:
        """The sender went away."""
        if hasattr(self, "file"):
            self.file.close()
