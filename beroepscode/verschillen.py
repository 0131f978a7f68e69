"""What changed between two versions of a code, word by word. Pure: no Django."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from beroepscode.codeteksten import Codetekst

GELIJK, NIEUW, WEG, ANDERS = "gelijk", "nieuw", "weg", "anders"
_WOORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Stuk:
    """A run of words that stayed (`gelijk`), came (`nieuw`) or went (`weg`)."""

    soort: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Verschil:
    """One kernwaarde or article that is not what it was: `soort` says whether it came, went or was rewritten."""

    soort: str
    kop: str
    stukken: tuple[Stuk, ...]


def compare_teksten(oud: Codetekst, nieuw: Codetekst) -> list[Verschil]:
    """Kernwaarden by code, then articles by number, in the order of the new text; what went comes last."""
    return [
        *_compare(_kernwaarden(oud), _kernwaarden(nieuw)),
        *_compare(_artikelen(oud), _artikelen(nieuw)),
    ]


def compare_woorden(oud: str, nieuw: str) -> tuple[Stuk, ...]:
    """The new text with what went in its place; joined without `weg` it is the new text, without `nieuw` the old."""
    voor, na = _WOORD.findall(oud), _WOORD.findall(nieuw)
    stukken: list[Stuk] = []
    for tag, begin, einde, van, tot in SequenceMatcher(None, voor, na, autojunk=False).get_opcodes():
        if tag == "equal":
            stukken.append(Stuk(GELIJK, "".join(na[van:tot])))
            continue
        if einde > begin:
            stukken.append(Stuk(WEG, "".join(voor[begin:einde])))
        if tot > van:
            stukken.append(Stuk(NIEUW, "".join(na[van:tot])))
    return tuple(stukken)


def _compare(oud: Mapping[str, tuple[str, str]], nieuw: Mapping[str, tuple[str, str]]) -> Iterator[Verschil]:
    for sleutel, (kop, tekst) in nieuw.items():
        if sleutel not in oud:
            yield Verschil(NIEUW, kop, (Stuk(NIEUW, tekst),))
        elif oud[sleutel] != (kop, tekst):
            yield Verschil(ANDERS, kop, compare_woorden(oud[sleutel][1], tekst))
    for sleutel, (kop, tekst) in oud.items():
        if sleutel not in nieuw:
            yield Verschil(WEG, kop, (Stuk(WEG, tekst),))


def _kernwaarden(tekst: Codetekst) -> dict[str, tuple[str, str]]:
    return {waarde.code: (waarde.naam, waarde.uitleg) for waarde in tekst.kernwaarden}


def _artikelen(tekst: Codetekst) -> dict[str, tuple[str, str]]:
    return {artikel.nummer: (f"{artikel.nummer} {artikel.titel}", artikel.tekst) for artikel in tekst.artikelen}
