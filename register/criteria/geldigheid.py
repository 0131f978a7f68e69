"""Law is dated: from `geldig_van` (included) until `geldig_tot` (excluded)."""

from datetime import date

from register.criteria.reader import Reader


def holds_on(geldig_van: date | None, geldig_tot: date | None, peildatum: date) -> bool:
    """True when it is in force on `peildatum`; None means no limit on that side."""
    return (geldig_van is None or geldig_van <= peildatum) and (geldig_tot is None or peildatum < geldig_tot)


def read_geldigheid(reader: Reader) -> tuple[date | None, date | None]:
    van = reader.date("geldig_van") if reader.has("geldig_van") else None
    tot = reader.date("geldig_tot") if reader.has("geldig_tot") else None
    if van and tot and tot <= van and reader.intact:
        reader.add_fout("geldig_tot", "Het einde moet later zijn dan het begin.")
    return van, tot
