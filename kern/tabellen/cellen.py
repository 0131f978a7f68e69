"""The value of a cell in an xlsx file, as the text that somebody meant to write. Pure."""

import re
from decimal import Context, Decimal, InvalidOperation

from kern.tabellen.datums import from_reeks

DATUMVORMEN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The numbers of Excel's own formats that show a day or a time."""
MEESTE_CIJFERS = 30
NAUWKEURIG = Context(prec=15)
"""Excel keeps and shows no more digits than these: what follows is noise of its arithmetic."""
SECONDEN_PER_DAG = 86_400
_STIL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ONTSNAPT = re.compile(r"_x([0-9A-Fa-f]{4})_")


def shows_datum(vorm: str) -> bool:
    """Whether a format of a cell shows a day or a time: a y, m, d, h or s outside what is shown as it is."""
    return bool(re.search("[ymdhs]", _STIL.sub("", vorm.partition(";")[0]), re.IGNORECASE))


def show_getal(tekst: str) -> str:
    """A number as its digits: `1.2345678E7` and `12345678.0` are 12345678."""
    try:
        getal = Decimal(tekst.strip())
    except InvalidOperation:
        return tekst
    if not getal.is_finite() or getal.adjusted() > MEESTE_CIJFERS or len(tekst) > 2 * MEESTE_CIJFERS:
        return tekst
    if getal == getal.to_integral_value():
        return str(int(getal))
    return format(getal.normalize(NAUWKEURIG), "f") if getal.adjusted() > -MEESTE_CIJFERS else tekst


def show_datum(tekst: str, *, is_1904: bool) -> str:
    """A number in a cell that shows a day: the day as 2026-11-22, with the time when there is one; below 1 a time."""
    try:
        getal = Decimal(tekst.strip())
    except InvalidOperation:
        return tekst
    if not getal.is_finite() or not 0 <= getal < 3_000_000:
        return tekst
    dagen, seconden = divmod(round(getal * SECONDEN_PER_DAG), SECONDEN_PER_DAG)
    uur, minuut, seconde = seconden // 3600, seconden // 60 % 60, seconden % 60
    tijd = f"{uur:02}:{minuut:02}" + (f":{seconde:02}" if seconde else "")
    if not dagen:
        return tijd
    dag = from_reeks(dagen, is_1904=is_1904)
    if dag is None:
        return tekst
    return f"{dag.isoformat()} {tijd}" if seconden else dag.isoformat()


def unescape(tekst: str) -> str:
    """Excel writes signs that XML does not know as `_x000D_`; of those only the ends of lines can mean something."""
    return _ONTSNAPT.sub(_read_teken, tekst) if "_x" in tekst else tekst


def _read_teken(gevonden: re.Match[str]) -> str:
    teken = chr(int(gevonden[1], 16))
    return teken if teken.isprintable() or teken in "\r\n\t" else ""
