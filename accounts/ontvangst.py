"""Take in a file as ciphertext from its first byte: nothing of it ever stands anywhere as plain text."""

from tempfile import TemporaryFile
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from accounts.kluis import Kluis


class Kluisontvangst(FileUploadHandler):
    """Keeps a file for `read_kluis`, at most `hoogstens` bytes of it: the rest is read and thrown away.

    So the form gets everything that was typed, with a file that is just too large, and says so itself. The `size` of
    the file counts its bytes before they were encrypted. Not for the settings: a view that wants this puts it in
    `request.upload_handlers` before anything looks at the form.
    """

    def __init__(self, *, hoogstens: int) -> None:
        super().__init__()
        self.hoogstens = hoogstens

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.bestand: IO[bytes] = TemporaryFile()  # noqa: SIM115 - Django closes it with the request
        self.kluis = Kluis(self.bestand)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= self.hoogstens:
            self.kluis.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.kluis.close()
        self.bestand.seek(0)
        return UploadedFile(self.bestand, self.file_name, self.content_type, file_size, self.charset)
