"""What a profile says in words, and which of it others may see. Reads; nothing here decides who is asking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from beroepscode.dimensies import find_naam
from register.models import Openbaar, Profiel, Werkperiode
from register.queries import find_lopend_werk


@dataclass(frozen=True, slots=True)
class Profieldeel:
    """One part of a profile: which switch it lies under, its title, and its lines for people (never none)."""

    soort: Openbaar
    titel: str
    regels: tuple[str, ...]
    openbaar: bool


def list_delen(profiel: Profiel, werk: Iterable[Werkperiode], *, peildatum: date) -> list[Profieldeel]:
    """Everything that can be shown and is filled in. `werk` are the periods of work that run on `peildatum`."""
    return [
        Profieldeel(soort, titel, regels, soort in profiel.openbaar)
        for soort, titel, regels in _describe(profiel, werk, peildatum)
        if regels
    ]


def list_openbaar(profiel: Profiel, *, peildatum: date) -> list[Profieldeel]:
    """What anybody may read. Without a word about work the periods of work are not even read."""
    werk = find_lopend_werk(profiel.registratie_id, peildatum) if Openbaar.WERK in profiel.openbaar else ()
    return [deel for deel in list_delen(profiel, werk, peildatum=peildatum) if deel.openbaar]


def shows_foto(profiel: Profiel) -> bool:
    return bool(profiel.foto) and Openbaar.FOTO in profiel.openbaar


def _describe(
    profiel: Profiel, werk: Iterable[Werkperiode], peildatum: date
) -> Iterator[tuple[Openbaar, str, tuple[str, ...]]]:
    beroepen = [profiel.beroep, *profiel.andere_beroepen] if profiel.beroep else profiel.andere_beroepen
    yield Openbaar.BEROEP, "Beroep", _name("beroep", dict.fromkeys(beroepen), peildatum)
    yield Openbaar.BEROEP, "Werkterrein", _name("werkterrein", profiel.werkterreinen, peildatum)
    yield Openbaar.WERK, "Werkt als", tuple(dict.fromkeys(str(periode) for periode in werk))
    yield Openbaar.TALEN, "Spreekt", _name("taal", profiel.talen, peildatum)


def _name(dimensie: str, codes: Iterable[str], peildatum: date) -> tuple[str, ...]:
    return tuple(find_naam(dimensie, code, peildatum) for code in codes)
