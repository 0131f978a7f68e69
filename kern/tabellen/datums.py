"""Days and moments, as sheets count them and as Dutch people write them. Pure."""

import re
from datetime import date, timedelta
from functools import lru_cache

MAANDEN = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "march", "mar", "maa"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MAAND = {naam: nummer for nummer, namen in enumerate(MAANDEN, 1) for naam in namen}
_TIJD = r"(?:[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?(?: uur)?)?"
_DAG = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? )?"
_JAAR_VOOR = re.compile(rf"(?P<jaar>\d{{4}})[-/.](?P<maand>\d{{1,2}})[-/.](?P<dag>\d{{1,2}}){_TIJD}", re.ASCII)
_DAG_VOOR = re.compile(
    rf"{_DAG}(?P<dag>\d{{1,2}})[-/. ](?P<maand>\d{{1,2}})[-/. ](?P<jaar>\d{{4}}|\d{{2}}){_TIJD}", re.ASCII
)
_VOLUIT = re.compile(
    rf"{_DAG}(?P<dag>\d{{1,2}})[-/. ]+(?P<maand>[a-z]{{3,9}})\.?[-/. ]+(?P<jaar>\d{{4}}|\d{{2}}){_TIJD}", re.ASCII
)
_AANEEN = re.compile(r"(?P<jaar>(?:19|20)\d{2})(?P<maand>\d{2})(?P<dag>\d{2})", re.ASCII)
_REEKS = re.compile(r"(\d{5})(?:[.,]\d+)?", re.ASCII)
LANGSTE = 60
VERSCHIL_1904 = 1462
"""Days between the two ways to count."""
NUL_1900 = date(1899, 12, 30)
EERSTE_REEKS, LAATSTE_REEKS = 18_264, 73_050
"""Numbers that are taken for a day when a day is asked for: 1950 up to and including 2099."""


@lru_cache(2048)
def parse_datum(tekst: str, *, is_1904: bool = False) -> date | None:
    """The day that somebody or a sheet wrote down: 2026-11-22, 22-11-2026, 22/11/26, 22 november 2026 or 46348.

    The day comes before the month, as in Dutch: 11/22/2026 is no day. A time behind it is left out. None for
    anything else.
    """
    schoon = " ".join(tekst.split()).casefold() if len(tekst) <= LANGSTE else ""
    if reeks := _REEKS.fullmatch(schoon):
        return _from_reeks(int(reeks[1]), is_1904=is_1904)
    for vorm in (_JAAR_VOOR, _DAG_VOOR, _VOLUIT, _AANEEN):
        if gevonden := vorm.fullmatch(schoon if vorm is not _JAAR_VOOR else schoon.upper()):
            maand = gevonden["maand"]
            nummer = int(maand) if maand.isdecimal() else _MAAND.get(maand, 0)
            return _make(int(gevonden["jaar"]), nummer, int(gevonden["dag"]))
    return None


def from_reeks(reeks: float, *, is_1904: bool = False) -> date | None:
    """The day with this number in a sheet; None for a number that no sheet shows as a day."""
    dagen = int(reeks) + (VERSCHIL_1904 if is_1904 else 0)
    if not is_1904 and 0 < dagen < 60:  # Excel believes that 1900 had a 29th of February, and counts it
        dagen += 1
    return NUL_1900 + timedelta(days=dagen) if 0 < dagen < 2_958_466 else None


def _from_reeks(reeks: int, *, is_1904: bool) -> date | None:
    gelijk = reeks + (VERSCHIL_1904 if is_1904 else 0)
    return from_reeks(reeks, is_1904=is_1904) if EERSTE_REEKS <= gelijk <= LAATSTE_REEKS else None


def _make(jaar: int, maand: int, dag: int) -> date | None:
    """Two digits of a year are of this century."""
    try:
        return date(jaar if jaar > 99 else 2000 + jaar, maand, dag)
    except ValueError:
        return None
