"""Read what an LMS sends to `WriteAttendance/ProcessXML`. Pure, and liberal: real clients are careless.

Not all of them percent-encode the form value, so that a `+` in a time zone and an `&amp;` arrive as they are. Some
declare another encoding than they use, leave elements empty, change their order or write their names in another case.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

VELD = re.compile(rb"(?:^|&)sxml=", re.IGNORECASE)
DECLARATIE = re.compile(r"^\s*<\?xml[^>]*\?>")
LOSSE_AMPERSAND = re.compile(r"&(?!#?\w{1,31};)")
TALEN = {"1": "nl", "2": "fr", "3": "en"}
GEEN = ("", "0")
"""What stands in a field for one of our codes when there is none: some clients always write a number."""


class Onbruikbaar(ValueError):  # noqa: N818 - a word of the format, not of Python
    """Nothing in the body can be read as an Entry with at least one Attendance."""


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What a field points at: by our code (or number), or by the opleider's own. Both empty: not at all."""

    onze: str = ""
    eigen: str = ""

    def __bool__(self) -> bool:
        return bool(self.onze or self.eigen)

    def __str__(self) -> str:
        return self.onze or self.eigen


@dataclass(frozen=True, slots=True)
class Aanwezigheid:
    """One Attendance, in the words of the sender. `moment` is the endDate as it was written."""

    persoon: str
    opleiding: Verwijzing
    uitvoering: Verwijzing
    module: Verwijzing
    bijeenkomst: Verwijzing
    moment: str


@dataclass(frozen=True, slots=True)
class Inzending:
    """One Entry: who sends it (the whole machine key), in which language they read, and the rows in their order."""

    sleutel: str
    taal: str
    aanwezigheden: tuple[Aanwezigheid, ...]


def read_inzending(inhoud: bytes) -> Inzending:
    """Read a form with `sXML`, or the XML by itself. Raises Onbruikbaar when no reading of it gives rows."""
    for tekst in _list_lezingen(inhoud):
        entry = _parse(tekst)
        if entry is not None and (inzending := _read_entry(entry)).aanwezigheden:
            return inzending
    raise Onbruikbaar


def _list_lezingen(inhoud: bytes) -> Iterator[str]:
    """The texts that the body may mean, the likeliest first."""
    veld = VELD.search(inhoud)
    if veld is None or inhoud.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        waarden = [inhoud]
    elif b"<" in (rest := inhoud[veld.end() :]):
        # Not encoded, or not by a rule: every encoder encodes `<`. What follows the XML are other fields of the form.
        rauw = rest[: rest.rfind(b">") + 1]
        waarden = [unquote_to_bytes(rauw), rauw]
    else:
        waarden = [_unquote_form(rest.partition(b"&")[0]), _unquote_form(rest)]
    teksten = [_decode(waarde) for waarde in waarden]
    yield from teksten
    yield from (LOSSE_AMPERSAND.sub("&amp;", tekst) for tekst in teksten)


def _unquote_form(waarde: bytes) -> bytes:
    return unquote_to_bytes(waarde.replace(b"+", b" "))


def _decode(waarde: bytes) -> str:
    """The bytes as text. What a declaration says is not believed: many say utf-16 and send UTF-8."""
    if waarde[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return waarde.decode("utf-16", "replace")
    try:
        return waarde.decode("utf-8-sig")
    except UnicodeDecodeError:
        return waarde.decode("windows-1252", "replace")


def _parse(tekst: str) -> Element | None:
    """The Entry of a text, or None. A text with a DTD or an entity of its own is no Entry."""
    try:
        wortel: Element = fromstring(DECLARATIE.sub("", tekst, count=1).strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return wortel if _name(wortel) == "entry" else None


def _read_entry(entry: Element) -> Inzending:
    instellingen: dict[str, str] = {}
    aanwezigheden = []
    for deel in entry:
        if _name(deel) == "settings":
            instellingen = _read_velden(deel) | instellingen
        elif _name(deel) == "attendance":
            aanwezigheden.append(_read_aanwezigheid(_read_velden(deel)))
    talen = [TALEN.get(instellingen.get(veld, "")) for veld in ("languageid", "defaultlanguageid")]
    return Inzending(instellingen.get("userkey", ""), talen[0] or talen[1] or "nl", tuple(aanwezigheden))


def _read_aanwezigheid(velden: dict[str, str]) -> Aanwezigheid:
    return Aanwezigheid(
        persoon=velden.get("externalpersonid") or velden.get("pepersonid", ""),
        opleiding=_read_verwijzing(velden, "course"),
        uitvoering=_read_verwijzing(velden, "edition"),
        module=_read_verwijzing(velden, "module"),
        bijeenkomst=_read_verwijzing(velden, "meeting"),
        moment=velden.get("enddate", ""),
    )


def _read_verwijzing(velden: dict[str, str], wat: str) -> Verwijzing:
    """Our code goes before the opleider's own."""
    onze = velden.get(f"pe{wat}id", "")
    return Verwijzing(onze=onze) if onze not in GEEN else Verwijzing(eigen=velden.get(f"external{wat}id", ""))


def _read_velden(element: Element) -> dict[str, str]:
    """The texts of the elements inside by their name in lower case; of a name that stands twice the first text."""
    velden: dict[str, str] = {}
    for veld in element:
        if tekst := "".join(veld.itertext()).strip():
            velden.setdefault(_name(veld), tekst)
    return velden


def _name(element: Element) -> str:
    """The name of an element in lower case, without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
