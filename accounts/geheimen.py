"""What is kept of a secret that its holder alone knows: a key, a link in a mail, the address of a calendar. Pure."""

import hashlib


def hash_geheim(tekst: str) -> str:
    """A plain hash serves: these secrets are drawn, and hold 128 random bits or more, so there is nothing to guess.

    Another answer than today's would close every key and link that is out.
    """
    return hashlib.sha256(tekst.encode()).hexdigest()
