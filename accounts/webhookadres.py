"""Where a webhook may go: a name on the open internet, over https. No Django.

Two doors, and both must be passed. `read_adres` looks at what somebody typed. `find_bereikbaar` looks up the name,
once, right before the call, and refuses whatever leads to a network that is not everybody's: the caller then connects
to the very addresses that were looked at, so that a name that changes its mind in between changes nothing.
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

import idna

from kern.fouten import Fout, Fouten

POORTEN = (443, 8443)
LANGSTE_ADRES = 500
VEILIG = "/:@!$&'()*+,;=-._~%"
"""What stays as it is in the path of an address; the rest is written as %XX."""

INTERN_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a provider
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; here clouds hand out their keys
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
OPENBAAR_6 = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 where the open internet lives: no mapped (::ffff:), NAT64, link-local or local addresses."""
INTERN_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # special purposes, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)

GEEN_HTTPS = Fout("geen-https", "Het adres begint niet met https://. Zonder https kan iemand meelezen.", "url")
INLOGGEGEVENS = Fout(
    "inloggegevens", "Haal de inlognaam en het wachtwoord uit het adres. Controleer liever de handtekening.", "url"
)
ANDERE_POORT = Fout("andere-poort", "Wij sturen alleen naar poort 443 of 8443. Kies een van die twee.", "url")
GEEN_NAAM = Fout(
    "geen-naam", "Geef een volledige naam, zoals leren.hogeschool.nl. Een IP-adres of interne naam kan niet.", "url"
)
HEKJE = Fout("hekje", "Haal alles vanaf # uit het adres: dat deel komt nooit bij je server aan.", "url")
VREEMD_TEKEN = Fout("vreemd-teken", "Er staat een spatie of een onzichtbaar teken in het adres. Haal het weg.", "url")
TE_LANG = Fout("te-lang", f"Het adres is te lang. Gebruik hoogstens {LANGSTE_ADRES} tekens.", "url")
ONLEESBAAR = Fout("onleesbaar", "Dit is geen adres. Een adres lijkt op https://leren.hogeschool.nl/sam.", "url")
GEEN_ADRES = Fout("geen-adres", "Deze naam bestaat niet op internet.")
INTERN_ADRES = Fout(
    "intern-adres", "Dit adres wijst naar een netwerk dat niet openbaar is. Daar sturen wij niets heen."
)

Eindpunt = tuple[int, tuple[str, int]]
"""A family of addresses, and the numerical address and port in it."""


@dataclass(frozen=True, slots=True)
class Adres:
    """An address that passed the first door. `host` as DNS wants it, `pad` with the query."""

    host: str
    poort: int
    pad: str

    @property
    def plek(self) -> str:
        return f"{self.host}:{self.poort}"

    @property
    def url(self) -> str:
        return f"https://{self.host}{'' if self.poort == 443 else f':{self.poort}'}{self.pad}"


def read_adres(tekst: str, *, eigen: Collection[str] = ()) -> Adres:
    """Read what somebody typed. Raises Fouten with everything that is wrong.

    `eigen`: hosts and ports of our own, such as "localhost:8444", that may be called all the same.
    """
    tekst = tekst.strip()
    if len(tekst) > LANGSTE_ADRES:
        raise Fouten(TE_LANG)
    if not tekst.isprintable() or any(sign.isspace() or sign == "\\" for sign in tekst):
        raise Fouten(VREEMD_TEKEN)
    try:
        delen = urlsplit(tekst)
        poort = delen.port or (443 if delen.port is None else 0)
    except ValueError:
        raise Fouten(ONLEESBAAR) from None
    if not delen.hostname:
        raise Fouten(GEEN_HTTPS if delen.scheme != "https" else ONLEESBAAR)
    host = encode_host(delen.hostname)
    is_eigen = f"{host or delen.hostname}:{poort}" in eigen
    faults = {
        GEEN_HTTPS: delen.scheme != "https",
        INLOGGEGEVENS: "@" in delen.netloc,
        GEEN_NAAM: not is_eigen and not is_naam(host),
        ANDERE_POORT: not is_eigen and poort not in POORTEN,
        HEKJE: "#" in tekst,
    }
    if any(faults.values()):
        raise Fouten(*(fout for fout, is_true in faults.items() if is_true))
    return Adres(host, poort, _write_pad(delen))


def encode_host(host: str) -> str:
    """A name as DNS wants it, by the rules of browsers: "bücher.example" is "xn--bcher-kva.example". Else empty."""
    try:
        return idna.encode(host.rstrip("."), uts46=True, std3_rules=True).decode()
    except idna.IDNAError:
        return ""


def is_naam(host: str) -> bool:
    """Whether this is a whole name, and no number: no name on the internet ends in digits alone."""
    *rest, last = host.split(".")
    return bool(rest) and not last[:1].isdigit()


def _write_pad(delen: SplitResult) -> str:
    query = f"?{quote(delen.query, safe=VEILIG + '?')}" if delen.query else ""
    return (quote(delen.path, safe=VEILIG) or "/") + query


def is_openbaar(ip: str) -> bool:
    """Whether an address is one of the open internet. What cannot be read is not."""
    try:
        adres = ipaddress.ip_address(ip)
    except ValueError:
        return False
    if isinstance(adres, ipaddress.IPv4Address):
        return adres.is_global and not any(adres in network for network in INTERN_4)
    return adres.is_global and adres in OPENBAAR_6 and not any(adres in network for network in INTERN_6)


def find_bereikbaar(adres: Adres, *, eigen: Collection[str] = (), binnen: float) -> list[Eindpunt]:
    """Look up the name and give its numerical addresses. One that is not public spoils them all.

    Raises Fouten, and TimeoutError when the answer takes longer than `binnen` seconds.
    """
    eindpunten = [(family, (place[0], place[1])) for family, *_, place in _resolve(adres, binnen)]
    if adres.plek not in eigen and not all(is_openbaar(ip) for _, (ip, _) in eindpunten):
        raise Fouten(INTERN_ADRES)
    return eindpunten


def _resolve(adres: Adres, binnen: float) -> list[tuple]:
    """Ask the resolver in a thread of its own: it knows no time limit, and may not keep the worker."""
    answers: queue.SimpleQueue[list[tuple] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(adres.host, adres.poort, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as fault:  # ValueError: a part of the name that no resolver takes
            answers.put(fault)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=binnen)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception) or not answer:
        raise Fouten(GEEN_ADRES)
    return answer
