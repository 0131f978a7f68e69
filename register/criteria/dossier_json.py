"""A dossier as JSON and back; `docs/dossier.schema.json` describes the same form."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

from register.criteria.dossier import (
    VERTROUWEN,
    Activiteit,
    Bewijs,
    Dossier,
    Ontheffing,
    Overdracht,
    Persoon,
    Termijn,
    Verklaring,
    Werkperiode,
)
from register.criteria.eenheid import to_text
from register.criteria.fouten import Fout, Onbruikbaar, decode_utf8
from register.criteria.reader import CODE_MELDING, EIS_CODE, GETAL_MET_TEKEN, VRIJ_ID, Reader, Tabel

MEESTE_MINUTEN = 600_000
MEESTE_MENSEN = 1_000
MEESTE_TERMIJNEN = 99
MEESTE_MAANDEN = 600
UREN_PER_WEEK = re.compile(r"([0-9]{1,2}|1[0-5][0-9]|16[0-7])(\.[0-9]{1,2})?|168(\.0{1,2})?")
ID_MELDING = "Geef een id van letters, cijfers en de tekens : . _ / -, zonder spaties."
OMGEDRAAID = "Het einde moet later zijn dan het begin."


def parse_dossier(inhoud: bytes | str, bestand: str = "dossier") -> Dossier:
    """Read a dossier from JSON in UTF-8. Raises Onbruikbaar with every fault."""
    tekst = decode_utf8(inhoud, bestand) if isinstance(inhoud, bytes) else inhoud
    try:
        data = json.loads(tekst, parse_float=Decimal, object_pairs_hook=Tabel)
    except json.JSONDecodeError as fout:
        melding = f"Dit is geen JSON: {fout.msg} (kolom {fout.colno})."
        raise Onbruikbaar(bestand, [Fout(f"regel {fout.lineno}", melding)]) from None
    except (ValueError, RecursionError):
        raise Onbruikbaar(bestand, [Fout("regel 1", "Deze JSON is te diep of heeft een te groot getal.")]) from None
    return dossier_from_json(data, bestand)


def dossier_from_json(data: object, bestand: str = "dossier") -> Dossier:
    """Build a dossier from parsed JSON. Raises Onbruikbaar with every fault."""
    fouten: list[Fout] = []
    reader = Reader(data, "", fouten)
    dossier = Dossier(
        termijn=_read_termijn(reader.table("termijn")) if reader.has("termijn") else None,
        persoon=_read_persoon(reader.table("persoon")) if reader.has("persoon") else Persoon(),
        activiteiten=tuple(_read_activiteit(rij) for rij in reader.rows("activiteiten")),
        werkperiodes=tuple(_read_werkperiode(rij) for rij in reader.rows("werkperiodes")),
        verklaringen=tuple(_read_verklaring(rij) for rij in reader.rows("verklaringen")),
        bewijzen=tuple(_read_bewijs(rij) for rij in reader.rows("bewijzen")),
        ontheffingen=tuple(_read_ontheffing(rij) for rij in reader.rows("ontheffingen")),
        overdrachten=tuple(_read_overdracht(rij) for rij in reader.rows("overdrachten")),
    )
    reader.close()
    _refuse_doubles(reader, "activiteiten", [item.id for item in dossier.activiteiten])
    _refuse_doubles(reader, "werkperiodes", [item.id for item in dossier.werkperiodes])
    if fouten:
        raise Onbruikbaar(bestand, fouten)
    return dossier


def dossier_to_json(dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain JSON values; what is empty is left out. The inverse of `dossier_from_json`."""
    return {
        sleutel: waarde
        for sleutel, waarde in {
            "termijn": _plain(dossier.termijn) if dossier.termijn else None,
            "persoon": _plain(dossier.persoon),
            "activiteiten": [_plain(item) for item in dossier.activiteiten],
            "werkperiodes": [_plain(item) for item in dossier.werkperiodes],
            "verklaringen": [_plain(item) for item in dossier.verklaringen],
            "bewijzen": [_plain(item) for item in dossier.bewijzen],
            "ontheffingen": [_plain(item) for item in dossier.ontheffingen],
            "overdrachten": [_plain(item) for item in dossier.overdrachten],
        }.items()
        if waarde
    }


def _plain(item: Any) -> dict[str, Any]:
    velden = {naam: _plain_value(getattr(item, naam)) for naam in item.__dataclass_fields__}
    return {naam: waarde for naam, waarde in velden.items() if waarde not in (None, [], {})}


def _plain_value(waarde: object) -> object:
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Decimal):
        return to_text(waarde)
    if isinstance(waarde, frozenset):
        return sorted(waarde)
    if isinstance(waarde, dict):
        return {sleutel: _plain_value(deel) for sleutel, deel in waarde.items()}
    return waarde


def _read_termijn(reader: Reader) -> Termijn:
    termijn = Termijn(
        van=reader.date("van"),
        tot=reader.date("tot"),
        volgnummer=reader.integer("volgnummer", 1, MEESTE_TERMIJNEN) if reader.has("volgnummer") else 1,
        instap_datum=reader.date("instap_datum") if reader.has("instap_datum") else None,
    )
    reader.close()
    _refuse_reversed(reader, "tot", termijn.van, termijn.tot)
    return termijn


def _read_persoon(reader: Reader) -> Persoon:
    persoon = Persoon(
        beroepen=_read_codes(reader, "beroepen") if reader.has("beroepen") else frozenset(),
        niveau=reader.code("niveau") if reader.has("niveau") else None,
    )
    reader.close()
    return persoon


def _read_activiteit(reader: Reader) -> Activiteit:
    activiteit = Activiteit(
        id=reader.match("id", VRIJ_ID, ID_MELDING),
        datum=reader.date("datum"),
        soort=reader.code("soort"),
        minuten=reader.integer("minuten", 0, MEESTE_MINUTEN),
        vertrouwen=reader.choice("vertrouwen", VERTROUWEN),
        punten=reader.decimal_text("punten") if reader.has("punten") else None,
        geaccrediteerd=reader.has("geaccrediteerd") and reader.flag("geaccrediteerd"),
        kenmerken=_read_kenmerken(reader.table("kenmerken")) if reader.has("kenmerken") else {},
        kenmerkminuten=_read_kenmerkminuten(reader.table("kenmerkminuten")) if reader.has("kenmerkminuten") else {},
        deelnemers=_read_people(reader, "deelnemers"),
        organisaties=_read_people(reader, "organisaties"),
        geheel=reader.match("geheel", VRIJ_ID, ID_MELDING) if reader.has("geheel") else None,
    )
    reader.close()
    for dimensie, minuten in activiteit.kenmerkminuten.items():
        for waarde in minuten.keys() - activiteit.kenmerken.get(dimensie, frozenset()):
            reader.add_fout(f"kenmerkminuten.{dimensie}.{waarde}", "Noem deze waarde ook bij 'kenmerken'.")
    return activiteit


def _read_people(reader: Reader, sleutel: str) -> int | None:
    return reader.integer(sleutel, 1, MEESTE_MENSEN) if reader.has(sleutel) else None


def _read_kenmerken(reader: Reader) -> dict[str, frozenset[str]]:
    return {dimensie: _read_codes(reader, dimensie) for dimensie in reader.codes_of_keys()}


def _read_kenmerkminuten(reader: Reader) -> dict[str, dict[str, int]]:
    tabellen = {dimensie: reader.table(dimensie) for dimensie in reader.codes_of_keys()}
    return {
        dimensie: {waarde: tabel.integer(waarde, 0, MEESTE_MINUTEN) for waarde in tabel.codes_of_keys()}
        for dimensie, tabel in tabellen.items()
    }


def _read_codes(reader: Reader, sleutel: str) -> frozenset[str]:
    return frozenset(reader.codes(sleutel, well_formed=True))


def _read_werkperiode(reader: Reader) -> Werkperiode:
    werkperiode = Werkperiode(
        id=reader.match("id", VRIJ_ID, ID_MELDING),
        van=reader.date("van"),
        tot=reader.date("tot") if reader.has("tot") else None,
        uren_per_week=reader.decimal_text("uren_per_week", UREN_PER_WEEK),
        vertrouwen=reader.choice("vertrouwen", VERTROUWEN),
    )
    reader.close()
    _refuse_reversed(reader, "tot", werkperiode.van, werkperiode.tot)
    return werkperiode


def _read_verklaring(reader: Reader) -> Verklaring:
    verklaring = Verklaring(reader.code("soort"), reader.date("geldig_van"), _read_geldig_tot(reader))
    reader.close()
    _refuse_reversed(reader, "geldig_tot", verklaring.geldig_van, verklaring.geldig_tot)
    return verklaring


def _read_bewijs(reader: Reader) -> Bewijs:
    bewijs = Bewijs(
        soort=reader.code("soort"),
        geldig_van=reader.date("geldig_van"),
        vertrouwen=reader.choice("vertrouwen", VERTROUWEN),
        geldig_tot=_read_geldig_tot(reader),
    )
    reader.close()
    _refuse_reversed(reader, "geldig_tot", bewijs.geldig_van, bewijs.geldig_tot)
    return bewijs


def _read_geldig_tot(reader: Reader) -> date | None:
    return reader.date("geldig_tot") if reader.has("geldig_tot") else None


def _read_ontheffing(reader: Reader) -> Ontheffing:
    ontheffing = Ontheffing(
        soort=reader.code("soort"),
        besluit_datum=reader.date("besluit_datum"),
        maanden=reader.integer("maanden", 0, MEESTE_MAANDEN) if reader.has("maanden") else 0,
    )
    reader.close()
    return ontheffing


def _read_overdracht(reader: Reader) -> Overdracht:
    overdracht = Overdracht(
        reader.match("eis", EIS_CODE, CODE_MELDING), reader.decimal_text("waarde", GETAL_MET_TEKEN)
    )
    reader.close()
    return overdracht


def _refuse_reversed(reader: Reader, sleutel: str, van: date, tot: date | None) -> None:
    if tot is not None and tot <= van and reader.intact:
        reader.add_fout(sleutel, OMGEDRAAID)


def _refuse_doubles(reader: Reader, sleutel: str, ids: list[str]) -> None:
    gezien: set[str] = set()
    for index, een in enumerate(ids):
        if een and een in gezien:
            reader.add_fout(f"{sleutel}.{index}.id", f"Het id '{een}' staat er al. Geef elke regel een eigen id.")
        gezien.add(een)
