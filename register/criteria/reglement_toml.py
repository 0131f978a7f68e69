"""Reads and checks a reglement in TOML: every mistake at once, with its dotted key and the nearest known word."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from register.criteria.dossier import AANGELEVERD, BEVESTIGD, VERTROUWEN
from register.criteria.eenheid import STAPPEN
from register.criteria.eisen import read_eis
from register.criteria.eisen.aandeel import Aandeel
from register.criteria.eisen.minimum import Minimum
from register.criteria.fouten import Fout, Onbruikbaar, decode_utf8
from register.criteria.geldigheid import read_geldigheid
from register.criteria.maximum import Maximum, find_crossings, read_maximum
from register.criteria.reader import Reader
from register.criteria.reglement import Dimensie, Reglement, Soort
from register.criteria.verlichting import read_ontheffing, read_verlichting
from register.criteria.woorden import Woorden

STATUSSEN = ("concept", "vastgesteld")
MEESTE_MAANDEN = 600
GEWOON_UUR = Decimal(1)
KWARTIER = 15
MEESTE_PUNTEN = 1_000
AANGETOOND = frozenset({AANGELEVERD, BEVESTIGD})


def load_reglement(path: Path | str) -> Reglement:
    """Read and check a reglement. Raises Onbruikbaar with every mistake, OSError when there is no file."""
    return parse_reglement(Path(path).read_bytes(), str(path))


def parse_reglement(inhoud: bytes, bestand: str = "reglement") -> Reglement:
    """Like `load_reglement`, from the bytes of the file."""
    tekst = decode_utf8(inhoud, bestand)
    try:
        data = tomllib.loads(tekst, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fout:
        raise Onbruikbaar(bestand, [_explain_toml(str(fout))]) from None
    except (ValueError, RecursionError):
        raise Onbruikbaar(bestand, [Fout("regel 1", "Deze TOML is te diep of heeft een te groot getal.")]) from None
    fouten: list[Fout] = []
    reglement = _read(Reader(data, "", fouten), _collect_woorden(data))
    if not fouten:
        fouten.extend(_check_together(reglement))
    if fouten:
        raise Onbruikbaar(bestand, fouten)
    return reglement


def _explain_toml(melding: str) -> Fout:
    """tomllib ends its message with '(at line 3, column 5)' or '(at end of document)'."""
    wat, _, waar = melding.rpartition(" (at ")
    regel, _, kolom = waar.rstrip(")").removeprefix("line ").partition(", column ")
    if not kolom:
        return Fout("laatste regel", f"Dit is geen TOML: {wat}.")
    return Fout(f"regel {regel}", f"Dit is geen TOML: {wat} (kolom {kolom}).")


def _read(reader: Reader, woorden: Woorden) -> Reglement:
    geldig_van, geldig_tot = read_geldigheid(reader)
    if geldig_van is None:
        geldig_van = reader.date("geldig_van")
    termijn = reader.table("termijn")
    reglement = Reglement(
        code=reader.code("code"),
        titel=reader.text("titel"),
        status=reader.choice("status", STATUSSEN),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
        termijn_maanden=(maanden := termijn.integer("maanden", 1, MEESTE_MAANDEN)),
        terugkijk_maanden=_read_integer(termijn, "terugkijk_maanden", MEESTE_MAANDEN, maanden),
        stap_minuten=_read_integer(termijn, "stap_minuten", 60, KWARTIER),
        definitief=reader.choices("definitief", VERTROUWEN) if reader.has("definitief") else AANGETOOND,
        soorten={code: _read_soort(code, rij, woorden) for code, rij in reader.named_tables("soorten")},
        groepen=reader.titles("groepen"),
        dimensies={code: _read_dimensie(code, rij) for code, rij in reader.named_tables("dimensies")},
        beroepen=reader.titles("beroepen"),
        niveaus=reader.titles("niveaus"),
        verklaringen=reader.titles("verklaringen"),
        bewijzen=reader.titles("bewijzen"),
        eisen={code: read_eis(code, rij, woorden) for code, rij in reader.named_tables("eisen")},
        maxima={code: read_maximum(code, rij, woorden) for code, rij in reader.named_tables("maxima")},
        ontheffingen={code: read_ontheffing(code, rij, woorden) for code, rij in reader.named_tables("ontheffingen")},
        verlichtingen={
            code: read_verlichting(code, rij, woorden) for code, rij in reader.named_tables("verlichtingen")
        },
        naar_rato=_read_naar_rato(reader.table("naar_rato"), woorden) if reader.has("naar_rato") else frozenset(),
    )
    if not reglement.eisen:
        reader.add_fout("eisen", "Een reglement heeft minstens een eis.")
    termijn.close()
    reader.close()
    return reglement


def _read_integer(reader: Reader, sleutel: str, hoogstens: int, anders: int) -> int:
    return reader.integer(sleutel, 1, hoogstens) if reader.has(sleutel) else anders


def _read_soort(code: str, reader: Reader, woorden: Woorden) -> Soort:
    soort = Soort(
        code=code,
        titel=reader.text("titel"),
        groep=reader.choice("groep", woorden.groepen) if reader.has("groep") else "",
        punten_per_uur=GEWOON_UUR if (per_uur := _read_punten(reader, "punten_per_uur")) is None else per_uur,
        punten_per_keer=_read_punten(reader, "punten_per_keer"),
        hoogstens_per_keer=_read_punten(reader, "hoogstens_per_keer"),
    )
    reader.close()
    return soort


def _read_punten(reader: Reader, sleutel: str) -> Decimal | None:
    return reader.decimal(sleutel, MEESTE_PUNTEN) if reader.has(sleutel) else None


def _read_dimensie(code: str, reader: Reader) -> Dimensie:
    dimensie = Dimensie(code, reader.text("titel"), reader.titles("waarden"))
    if not dimensie.waarden:
        reader.add_fout("waarden", "Een dimensie heeft minstens een waarde.")
    reader.close()
    return dimensie


def _read_naar_rato(reader: Reader, woorden: Woorden) -> frozenset[str]:
    eisen = reader.choices("eisen", woorden.eisen)
    reader.close()
    return eisen


def _check_together(reglement: Reglement) -> list[Fout]:
    """Mistakes that only show when all parts are known."""
    fouten = [
        Fout(
            f"maxima.{ander.code}.selectie",
            f"Dit maximum en '{een.code}' overlappen elkaar half. Maak ze los, of leg het ene in het andere.",
        )
        for een, ander in find_crossings(reglement.maxima.values())
    ]
    for maximum in reglement.maxima.values():
        fouten.extend(_check_maximum(maximum, reglement))
    for plaats, codes in _collect_lichter(reglement):
        fouten.extend(_check_lichter(plaats, codes, reglement))
    return fouten


def _collect_lichter(reglement: Reglement) -> Iterator[tuple[str, frozenset[str]]]:
    """Where the reglement makes eisen lighter, and which."""
    for ontheffing in reglement.ontheffingen.values():
        if ontheffing.lichter is not None:
            yield f"ontheffingen.{ontheffing.code}.eisen", ontheffing.lichter.eisen
    for verlichting in reglement.verlichtingen.values():
        yield f"verlichtingen.{verlichting.code}.eisen", verlichting.lichter.eisen
    yield "naar_rato.eisen", reglement.naar_rato


def _check_lichter(plaats: str, codes: frozenset[str], reglement: Reglement) -> list[Fout]:
    """Relief of an eis that has no norm to lower would silently do nothing."""
    melding = "kan niet lichter worden: dat kan alleen een minimum, een spreiding of werk in uren of weken."
    return [
        Fout(plaats, f"De eis '{code}' {melding}")
        for code in sorted(codes)
        if not reglement.alle_eisen[code].vorm.can_lighten
    ]


def _check_maximum(maximum: Maximum, reglement: Reglement) -> list[Fout]:
    fouten = []
    for code in sorted(maximum.voor):
        vorm = reglement.alle_eisen[code].vorm
        if not isinstance(vorm, Minimum | Aandeel):
            melding = f"De eis '{code}' is geen minimum of aandeel; daarvoor kan geen maximum gelden."
        elif vorm.eenheid != maximum.eenheid:
            melding = f"De eis '{code}' telt in {vorm.eenheid}, dit maximum in {maximum.eenheid}."
        elif vorm.telling.venster == "ooit" and maximum.per != "termijn":
            melding = (
                f"De eis '{code}' kijkt ook buiten de termijn; daarvoor kan geen maximum per {maximum.per} gelden."
            )
        else:
            continue
        fouten.append(Fout(f"maxima.{maximum.code}.voor", melding))
    return fouten


def _collect_woorden(data: Mapping[str, object]) -> Woorden:
    """The words a file defines, taken as they are: what is wrong with them is told while reading."""
    eisen = _flatten_tables(_table(data.get("eisen")), "")
    return Woorden(
        soorten={code: str(_table(soort).get("groep", "")) for code, soort in _table(data.get("soorten")).items()},
        groepen=frozenset(_table(data.get("groepen"))),
        dimensies={
            code: tuple(_table(_table(dimensie).get("waarden")))
            for code, dimensie in _table(data.get("dimensies")).items()
        },
        beroepen=frozenset(_table(data.get("beroepen"))),
        niveaus=frozenset(_table(data.get("niveaus"))),
        verklaringen=frozenset(_table(data.get("verklaringen"))),
        bewijzen=frozenset(_table(data.get("bewijzen"))),
        eisen=frozenset(eisen),
        minima={
            code: eenheid
            for code, eis in eisen.items()
            if eis.get("vorm") == "minimum" and eis.get("per", "termijn") == "termijn"
            if isinstance(eenheid := eis.get("eenheid"), str) and eenheid in STAPPEN
        },
    )


def _flatten_tables(eisen: Mapping[str, object], voor: str) -> dict[str, Mapping[str, object]]:
    plat: dict[str, Mapping[str, object]] = {}
    for code, eis in eisen.items():
        plat[voor + code] = _table(eis)
        plat |= _flatten_tables(_table(_table(eis).get("onderdelen")), f"{voor}{code}.")
    return plat


def _table(waarde: object) -> Mapping[str, object]:
    return waarde if isinstance(waarde, dict) else {}
