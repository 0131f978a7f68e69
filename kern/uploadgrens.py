"""No upload fills the disk or the memory, whatever a request brings along."""

from django.core.files.uploadhandler import FileUploadHandler

from kern.bestanden import GROOTSTE_UPLOAD


class Uploadgrens(FileUploadHandler):
    """Stands before the handlers that keep a file, and lets nothing through beyond `GROOTSTE_UPLOAD`.

    The rest of the request is read and thrown away. So the form gets everything that was typed, with a file that is
    just too large, and says so itself; breaking off would leave people with a page that does not answer.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= GROOTSTE_UPLOAD else None

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one hold the file."""
