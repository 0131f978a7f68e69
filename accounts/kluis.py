"""Files that only this server can read: pieces of a megabyte, each a line of ciphertext.

A file of any size passes without standing anywhere as plain text, not even for a moment in a temporary file.
"""

from collections.abc import Callable, Iterator
from typing import IO

from accounts.versleuteling import decrypt_bytes, encrypt_bytes

STUK = 2**20


class Kluis:
    """A file to write to; what is written reaches `doel` encrypted. `close` writes the rest, `doel` stays open."""

    def __init__(self, doel: IO[bytes]) -> None:
        self.doel, self.rest = doel, bytearray()

    def write(self, inhoud: bytes) -> int:
        self.rest += inhoud
        while len(self.rest) >= STUK:
            self._seal(STUK)
        return len(inhoud)

    def flush(self) -> None:
        """Nothing: a piece is encrypted when it is whole."""

    def close(self) -> None:
        if self.rest:
            self._seal(len(self.rest))

    def _seal(self, lengte: int) -> None:
        self.doel.write(encrypt_bytes(bytes(self.rest[:lengte])) + b"\n")
        del self.rest[:lengte]


def read_kluis(open_bron: Callable[[], IO[bytes]]) -> Iterator[bytes]:
    """The pieces in the order written. The file is opened when the first is asked for and closed after the last.

    Raises InvalidToken for a line that this server did not write.
    """
    with open_bron() as bron:
        for line in bron:
            yield decrypt_bytes(line.strip())
