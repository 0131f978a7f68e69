"""Find in a text what can be recognised as personal data of somebody. Pure: no Django, and nothing is kept.

Advice, never a judgement: it knows no names, and a number that only looks like one is named too. What a check digit
can tell apart (BSN, IBAN) it tells apart.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

BSN, GEBOORTEDATUM, POSTCODE, TELEFOON, EMAIL, IBAN = (
    "bsn",
    "geboortedatum",
    "postcode",
    "telefoonnummer",
    "e-mailadres",
    "rekeningnummer",
)
NAMEN = {
    BSN: "een BSN",
    GEBOORTEDATUM: "een geboortedatum",
    POSTCODE: "een postcode met huisnummer",
    TELEFOON: "een telefoonnummer",
    EMAIL: "een e-mailadres",
    IBAN: "een rekeningnummer",
}
MINSTENS_OUD = 10
"""Years: a day that lies further back is taken for a day of birth, also without a word that says so."""
OUDSTE = 120
OMGEVING = 30
"""Characters shown on either side of what was recognised."""
GEBOREN_BINNEN = 30
"""So many characters may stand between "geboren" and the day."""
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()
# How long an account number is, by country: without this any text behind one could belong to it.
IBAN_LENGTES = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "ES": 24, "IT": 27, "PL": 28, "GB": 22, "PT": 25, "LU": 20, "LT": 20,
    "IE": 22, "RO": 24, "BG": 22, "TR": 26, "AT": 20, "CH": 21, "CZ": 24, "DK": 18, "EE": 20, "FI": 18, "GR": 27,
    "HR": 21, "HU": 28, "LV": 21, "NO": 15, "SE": 24, "SI": 19, "SK": 24, "UA": 29, "MT": 31, "CY": 28,
}  # fmt: skip

_BSN = re.compile(r"(?<![\w.+-])\d(?:[ .-]?\d){7,8}(?![\w-]|[.,]\d)")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_TELEFOON = re.compile(
    r"(?<![\w+])(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9](?:[ .()-]{0,2}\d){6,8}(?![\w-]|[.,]\d)"
)
_IBAN = re.compile(r"\b([A-Z]{2})\d{2}(?=[ ]?[A-Z0-9])", re.IGNORECASE)
_LETTERS = r"(?!SA|SD|SS)[A-Z]{2}"
_HUISNUMMER = r"(?:nr\.?|nummer|huisnummer|huisnr\.?|-)? ?\d{1,5}(?!\d)"
_POSTCODE = re.compile(
    rf"\b[1-9]\d{{3}} ?{_LETTERS}\b,? ?{_HUISNUMMER}"
    rf"|\b\d{{1,5}} ?[a-zA-Z]?(?:[ -]\d{{1,4}}|-[a-z]{{1,4}})?,? *\n? *[1-9]\d{{3}} ?{_LETTERS}\b"
    rf"|\b[1-9]\d{{3}}[a-z]{{2}},? ?{_HUISNUMMER}"
)
_DATUM = re.compile(
    rf"(?<![\w/-])(?:(?P<dag>\d{{1,2}})[-/. ](?P<maand>\d{{1,2}})[-/. ](?P<jaar>\d{{4}}|\d{{2}})"
    rf"|(?P<iso>\d{{4}})-(?P<isomaand>\d{{2}})-(?P<isodag>\d{{2}})"
    rf"|(?P<dag2>\d{{1,2}}) (?P<naam>{'|'.join(MAANDEN)}) (?P<jaar2>\d{{4}}))(?![\w/-])",
    re.IGNORECASE,
)
_GEBOREN = re.compile(r"\b(?:geboren|geboortedatum|geb\.?|geb\.datum|gebdat|gb)\b[^\n\d]*$", re.IGNORECASE)
_WEGEN_BSN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


@dataclass(frozen=True, slots=True)
class Vondst:
    """What was recognised, in `text[begin:einde]`."""

    soort: str
    begin: int
    einde: int

    @property
    def naam(self) -> str:
        return NAMEN[self.soort]


@dataclass(frozen=True, slots=True)
class Hint:
    """For a page: what it may be, and the place with what stands before and behind it."""

    naam: str
    voor: str
    gevonden: str
    na: str


def find_gegevens(text: str, peildatum: date) -> list[Vondst]:
    """Everything recognised, in the order of the text; of two that overlap the surer one."""
    gevonden: list[Vondst] = []
    for soort, zoek in ZOEKERS:
        for begin, einde in zoek(text, peildatum):
            if all(einde <= vondst.begin or vondst.einde <= begin for vondst in gevonden):
                gevonden.append(Vondst(soort, begin, einde))
    return sorted(gevonden, key=lambda vondst: vondst.begin)


def quote(text: str, vondst: Vondst) -> Hint:
    """What was recognised with the words around it, on one line."""
    voor = text[max(0, vondst.begin - OMGEVING) : vondst.begin]
    na = text[vondst.einde : vondst.einde + OMGEVING]
    meer_voor, meer_na = vondst.begin > OMGEVING, vondst.einde + OMGEVING < len(text)
    return Hint(
        vondst.naam,
        ("…" if meer_voor else "") + _flatten(voor),
        text[vondst.begin : vondst.einde],
        _flatten(na) + ("…" if meer_na else ""),
    )


def is_bsn(nummer: str) -> bool:
    """The elfproef: eight digits are nine with a nought in front."""
    cijfers = [int(cijfer) for cijfer in nummer.zfill(9)]
    som = sum(weeg * cijfer for weeg, cijfer in zip(_WEGEN_BSN, cijfers, strict=True))
    return any(cijfers[:8]) and som % 11 == 0


def is_iban(nummer: str) -> bool:
    """ISO 7064, mod 97-10."""
    omgezet = "".join(str(int(teken, 36)) for teken in nummer[4:] + nummer[:4])
    return int(omgezet) % 97 == 1


def _flatten(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _find_bsn(text: str, peildatum: date) -> Iterator[tuple[int, int]]:
    for match in _BSN.finditer(text):
        if is_bsn(re.sub(r"\D", "", match[0])):
            yield match.span()


def _find_iban(text: str, peildatum: date) -> Iterator[tuple[int, int]]:
    for match in _IBAN.finditer(text):
        lengte = IBAN_LENGTES.get(match[1].upper())
        rest = lengte and re.match(rf"[A-Z0-9](?:[ .]?[A-Z0-9]){{{lengte - 1}}}(?!\w)", text[match.start() :], re.I)
        if rest and is_iban(re.sub(r"[ .]", "", rest[0])):
            yield match.start(), match.start() + rest.end()


def _find_telefoon(text: str, peildatum: date) -> Iterator[tuple[int, int]]:
    """Ten digits, or nine behind the country; numbers that everybody may call are nobody's."""
    for match in _TELEFOON.finditer(text):
        cijfers = re.sub(r"^(?:00|\+)31|^0", "", re.sub(r"[^\d+]", "", match[0])).removeprefix("0")
        if len(cijfers) == 9 and not cijfers.startswith(("80", "90", "14")):
            yield match.span()


def _find_datum(text: str, peildatum: date) -> Iterator[tuple[int, int]]:
    for match in _DATUM.finditer(text):
        dag = _read_dag(match, peildatum)
        if dag is None or not 0 <= peildatum.year - dag.year <= OUDSTE:
            continue
        genoemd = _GEBOREN.search(text[max(0, match.start() - GEBOREN_BINNEN) : match.start()])
        if genoemd or peildatum.year - dag.year > MINSTENS_OUD:
            yield match.span()


def _read_dag(match: re.Match[str], peildatum: date) -> date | None:
    """The day that stands there; two digits of a year are the last such year that has been."""
    deel = match.groupdict()
    if deel["naam"]:
        maand = str(MAANDEN.index(deel["naam"].lower()) + 1)
        jaar, dag = deel["jaar2"], deel["dag2"]
    elif deel["iso"]:
        jaar, maand, dag = deel["iso"], deel["isomaand"], deel["isodag"]
    else:
        jaar, maand, dag = deel["jaar"], deel["maand"], deel["dag"]
    vol = int(jaar)
    if len(jaar) == 2:
        vol += peildatum.year // 100 * 100
        vol -= 100 if vol > peildatum.year else 0
    try:
        return date(vol, int(maand), int(dag))
    except ValueError:
        return None


def _by(patroon: re.Pattern[str]) -> Callable[[str, date], Iterator[tuple[int, int]]]:
    return lambda text, peildatum: (match.span() for match in patroon.finditer(text))


# The surest first: what one of them takes, the next ones leave.
ZOEKERS = (
    (EMAIL, _by(_EMAIL)),
    (IBAN, _find_iban),
    (TELEFOON, _find_telefoon),
    (GEBOORTEDATUM, _find_datum),
    (BSN, _find_bsn),
    (POSTCODE, _by(_POSTCODE)),
)
