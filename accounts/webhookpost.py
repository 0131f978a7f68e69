"""Send one message to an address of somebody else, on our terms. No Django.

What the other side does cannot hurt: there is one deadline for everything, a limit to what is read, no redirect is
followed, no proxy of the environment is used, and the connection goes to an address that was looked at.
"""

import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPSConnection
from typing import Self

from accounts.webhookadres import GEEN_ADRES, INTERN_ADRES, Adres, Eindpunt, find_bereikbaar
from kern.fouten import Fouten

BINNEN = 5.0
"""Seconds for all of it: looking up the name, connecting, sending and reading the answer."""
MEESTE_BYTES = 64 * 1024
"""What we read of an answer, its head included; a longer one is refused."""
BEWAARD = 1024
"""Bytes of the answer that are kept for the log."""

FOUTEN = {
    GEEN_ADRES.code: GEEN_ADRES.melding,
    INTERN_ADRES.code: INTERN_ADRES.melding,
    "geen-verbinding": "De server nam niet op, of verbrak de verbinding.",
    "geen-tls": "De server spreekt op deze poort geen https dat wij veilig vinden.",
    "certificaat": "Het certificaat van de server klopt niet. Een browser zou ook waarschuwen.",
    "te-laat": f"Het antwoord was er niet binnen {BINNEN:.0f} seconden.",
    "te-groot": f"Het antwoord was groter dan {MEESTE_BYTES // 1024} KiB. Antwoord kort.",
    "onleesbaar": "De server gaf geen antwoord dat wij als HTTP kunnen lezen.",
    "doorverwijzing": "De server stuurt door naar een ander adres. Vul hier dat andere adres in.",
    "geheim-onleesbaar": "Wij kunnen het geheim van deze webhook niet meer lezen. Maak een nieuw geheim.",
    "status": "De server antwoordde niet met een status van 200 tot en met 299.",
}
"""Why a message was not delivered, by code."""


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What came of one call. `fout` is a code of `FOUTEN`, empty when the message was delivered."""

    duur_ms: int
    status: int | None = None
    fout: str = ""
    tekst: str = ""

    @property
    def gelukt(self) -> bool:
        return not self.fout


class _TeGrootError(OSError):
    """More came than we read."""


class _Begrensd(ssl.SSLSocket):
    """A connection of which every step counts towards one deadline and one number of bytes.

    A time limit of a socket holds for each step: who sends a byte every four seconds would never meet it.
    """

    einde: float
    over = MEESTE_BYTES

    def recv_into(self, *args: object, **kwargs: object) -> int:
        self.settimeout(remaining(self.einde))
        aantal = super().recv_into(*args, **kwargs)
        self.over -= aantal
        if self.over < 0:
            raise _TeGrootError
        return aantal

    def send(self, *args: object, **kwargs: object) -> int:
        self.settimeout(remaining(self.einde))
        return super().send(*args, **kwargs)


class _Verbinding(HTTPSConnection):
    """A connection to numerical addresses, while the certificate must be the one of the name."""

    def __init__(self, adres: Adres, eindpunten: list[Eindpunt], *, einde: float) -> None:
        super().__init__(adres.host, adres.poort, context=make_context())
        self.eindpunten, self.einde = eindpunten, einde

    def connect(self) -> None:
        kaal = connect_first(self.eindpunten, einde=self.einde)
        try:
            kaal.settimeout(remaining(self.einde))
            self.sock = self._context.wrap_socket(kaal, server_hostname=self.host)
        except BaseException:
            kaal.close()
            raise
        self.sock.einde = self.einde

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()


def post(
    adres: Adres,
    inhoud: bytes,
    headers: Mapping[str, str],
    *,
    eigen: Collection[str] = (),
    binnen: float = BINNEN,
) -> Antwoord:
    """Send `inhoud` once and tell what came of it. Whatever the other side does, it takes about `binnen` seconds."""
    begin = time.monotonic()
    status, tekst, fout = None, b"", ""
    try:
        eindpunten = find_bereikbaar(adres, eigen=eigen, binnen=binnen)
        with _Verbinding(adres, eindpunten, einde=begin + binnen) as verbinding:
            verbinding.request("POST", adres.pad, body=inhoud, headers=dict(headers))
            antwoord = verbinding.getresponse()
            status = antwoord.status
            tekst = antwoord.read(BEWAARD)
            while antwoord.read(BEWAARD):
                pass  # nobody reads the rest, but an answer that never ends is no answer
    except Fouten as fouten:
        fout = fouten.fouten[0].code
    except (OSError, HTTPException, ValueError) as fault:
        fout = name_fault(fault)
    duur_ms = round((time.monotonic() - begin) * 1000)
    return Antwoord(duur_ms, status, fout or judge_status(status), tekst.decode(errors="replace").replace("\0", ""))


# The first kind that fits names the fault: a certificate that fails is an SSLError, and that is an OSError.
SOORTEN = (
    (TimeoutError, "te-laat"),
    (_TeGrootError, "te-groot"),
    (ssl.SSLCertVerificationError, "certificaat"),
    (ssl.SSLError, "geen-tls"),
    (ConnectionError, "geen-verbinding"),
    ((HTTPException, ValueError), "onleesbaar"),
)


def name_fault(fault: Exception) -> str:
    """The code of what went wrong while talking."""
    return next((code for kind, code in SOORTEN if isinstance(fault, kind)), "geen-verbinding")


def judge_status(status: int | None) -> str:
    if status is not None and 200 <= status < 300:
        return ""
    return "doorverwijzing" if status is not None and 300 <= status < 400 else "status"


def connect_first(eindpunten: list[Eindpunt], *, einde: float) -> socket.socket:
    """Connect to the first of these that answers. They are numbers: nothing is looked up any more."""
    fault: OSError = OSError("geen adres")
    for family, place in eindpunten:
        probe = socket.socket(family, socket.SOCK_STREAM)
        try:
            probe.settimeout(remaining(einde))
            probe.connect(place)
        except OSError as latest:
            probe.close()
            fault = latest
        else:
            return probe
    raise fault


def make_context() -> ssl.SSLContext:
    """Certificates and names are checked as in a browser."""
    context = ssl.create_default_context()
    context.sslsocket_class = _Begrensd
    return context


def remaining(einde: float) -> float:
    """Seconds until the deadline. Raises TimeoutError when there are none left."""
    rest = einde - time.monotonic()
    if rest <= 0:
        raise TimeoutError
    return rest
