"""How long something took: from what people type to whole minutes, and back. Pure."""

import re
from datetime import time

UUR = 60
LANGSTE_UREN_ZONDER_EENHEID = 8
MEESTE_UREN_PER_DAG = 24

_GETAL = r"\d{1,5}(?:[.,]\d{1,2})?"
_VORMEN = (
    re.compile(rf"(?P<uren>{_GETAL})\s*(?:u|uur|uren|h)\.?"),
    re.compile(r"(?P<minuten>\d{1,5})\s*(?:m|min|minuut|minuten)\.?"),
    re.compile(
        r"(?P<uren>\d{1,3})\s*(?:u|uur|uren|h)?\.?\s*(?:en\s+)?(?P<minuten>\d{1,2})\s*(?:m|min|minuut|minuten)\.?"
    ),
    re.compile(r"(?P<uren>\d{1,3})[:u](?P<minuten>[0-5]\d)"),
    re.compile(r"(?P<uren>\d{1,3}[.,]\d{1,2})"),
)


def parse_duur(text: str) -> int:
    """Minutes from "1,5", "1:30", "1 uur 30 min", "90 min" or "2".

    A bare number is hours up to 8 and minutes above 24. Raises ValueError with a Dutch sentence otherwise.
    """
    schoon = text.strip().casefold()
    if schoon.isdecimal() and len(schoon) <= 5:
        return _read_bare(int(schoon))
    for vorm in _VORMEN:
        if gevonden := vorm.fullmatch(schoon):
            delen = gevonden.groupdict()
            uren = float((delen.get("uren") or "0").replace(",", "."))
            return round(uren * UUR) + int(delen.get("minuten") or 0)
    raise ValueError("Schrijf de tijd als 1,5 uur, 1:30 of 90 min.")


def format_duur(minuten: int) -> str:
    """`90` becomes "1 uur 30 min", for reading."""
    uren, rest = divmod(minuten, UUR)
    return " ".join([*([f"{uren} uur"] if uren else []), *([f"{rest} min"] if rest or not uren else [])])


def count_minuten(begin: time, einde: time) -> int:
    """Minutes from `begin` until `einde` on one day."""
    return (einde.hour - begin.hour) * UUR + einde.minute - begin.minute


def _read_bare(getal: int) -> int:
    if getal <= LANGSTE_UREN_ZONDER_EENHEID:
        return getal * UUR
    if getal > MEESTE_UREN_PER_DAG:
        return getal
    raise ValueError(f"Bedoel je {getal} minuten of {getal} uur? Zet het erbij.")
