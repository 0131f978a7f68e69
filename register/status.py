"""Which status somebody has on a day, and which changes of status may be recorded.

Pure: terms, events and applications in, one status out. Nothing is kept up to date at night; the answer for any
`peildatum`, as known at any moment, follows from the facts alone. All periods are half-open.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from kern.periode import Periode

NEDERLAND = ZoneInfo("Europe/Amsterdam")


class Registerstatus(StrEnum):
    """The words that the API and the pages use for a status."""

    GEREGISTREERD = "geregistreerd"
    ONDER_VOORWAARDEN = "onderVoorwaarden"
    GESCHORST = "geschorst"
    DOORGEHAALD = "doorgehaald"
    VERLOPEN = "verlopen"
    LEERREGISTER = "leerregister"
    ONBEKEND = "onbekend"


WOORDEN = {
    Registerstatus.GEREGISTREERD: "Geregistreerd",
    Registerstatus.ONDER_VOORWAARDEN: "Geregistreerd onder voorwaarden",
    Registerstatus.GESCHORST: "Geschorst",
    Registerstatus.DOORGEHAALD: "Doorgehaald",
    Registerstatus.VERLOPEN: "Verlopen",
    Registerstatus.LEERREGISTER: "In het leerregister",
    Registerstatus.ONBEKEND: "Onbekend",
}
MAATREGELWOORDEN = {
    "geschorst": "Schorsing",
    "doorgehaald": "Doorhaling",
    "waarschuwing": "Waarschuwing",
    "berisping": "Berisping",
}
GELDIG = frozenset({Registerstatus.GEREGISTREERD, Registerstatus.ONDER_VOORWAARDEN})
IN_REGISTER = GELDIG | {Registerstatus.GESCHORST}

SLUIT = {
    "schorsing-opgeheven": "geschorst",
    "voorwaarden-vervuld": "onder-voorwaarden",
    "hersteld": "doorgehaald",
    "teruggekeerd": "uitgeschreven",
}
"""Which event ends which. Every other event opens something, for as long as it holds."""
HERHAALBAAR = frozenset({"waarschuwing", "berisping"})
VOORWAARDE = "onder-voorwaarden"
GEEN_MAATREGEL = frozenset({VOORWAARDE, "uitgeschreven"})
"""A condition belongs to a besluit and leaving is somebody's own wish; the rest that opens is a measure."""
EINDIGT = frozenset({"doorgehaald", "uitgeschreven"})
"""What cuts a registration short."""
OOK_ERBUITEN = {"doorgehaald": "uitgeschreven"}
"""Who left by their own wish can still be struck off: leaving is no way out of a measure."""

NIETS_TE_SLUITEN = {
    "schorsing-opgeheven": "Op die dag loopt er geen schorsing. Er is niets om op te heffen.",
    "voorwaarden-vervuld": "Op die dag gelden er geen voorwaarden. Er is niets om af te sluiten.",
    "hersteld": "Op die dag is er geen doorhaling. Er is niets om te herstellen.",
    "teruggekeerd": "Op die dag staat deze persoon niet uitgeschreven. Er is niets om ongedaan te maken.",
}
LOOPT_AL = {
    "geschorst": "Deze registratie is op die dag al geschorst. Hef die schorsing eerst op.",
    "onder-voorwaarden": "Op die dag gelden er al voorwaarden. Sluit die eerst af.",
    "doorgehaald": "Deze registratie is op die dag al doorgehaald.",
    "uitgeschreven": "Op die dag staat deze persoon al uitgeschreven.",
}
NIET_IN_REGISTER = "Deze persoon staat op die dag niet in het register. Kies een dag binnen een lopende termijn."
BOTST_LATER = "Deze datum past niet bij wat later is vastgelegd. Kies een latere datum."
EINDE_VOOR_BEGIN = "De einddatum ligt na de begindatum. Pas een van beide aan."


@dataclass(frozen=True, slots=True)
class Looptijd:
    """A term as granted, since when the register knows of it, and the reglement it is pinned to."""

    geldig_van: date
    geldig_tot: date
    vastgelegd_op: datetime
    reglement: str = ""


@dataclass(frozen=True, slots=True)
class Voorval:
    """A recorded change of status; `geldig_tot` None means without an end."""

    soort: str
    geldig_van: date
    geldig_tot: date | None
    vastgelegd_op: datetime
    openbaar: bool = True
    zichtbaar_tot: date | None = None

    @property
    def woord(self) -> str:
        return MAATREGELWOORDEN.get(self.soort, self.soort)

    def holds_on(self, peildatum: date) -> bool:
        return self.geldig_van <= peildatum and (self.geldig_tot is None or peildatum < self.geldig_tot)

    def shows_on(self, peildatum: date) -> bool:
        """Whether the public may know of it on `peildatum`."""
        return self.openbaar and (self.zichtbaar_tot is None or peildatum < self.zichtbaar_tot)


@dataclass(frozen=True, slots=True)
class Behandeling:
    """The time that an application lies with the office; `afgehandeld_op` None means: still."""

    ingediend_op: datetime
    afgehandeld_op: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """Where somebody stands on a day.

    `geldig_van` and `geldig_tot` are the registration that the answer is about: the term that runs or ran last,
    cut short by a doorhaling or by leaving. `geldig_tot` is None while an application keeps an ended term alive.
    `maatregelen` are the measures in force.
    """

    soort: Registerstatus
    geldig_van: date | None = None
    geldig_tot: date | None = None
    maatregelen: tuple[Voorval, ...] = ()

    @property
    def woord(self) -> str:
        return WOORDEN[self.soort]

    @property
    def is_geldig(self) -> bool:
        """Somebody may call themselves registered."""
        return self.soort in GELDIG

    @property
    def in_register(self) -> bool:
        """The registration runs, suspended or not."""
        return self.soort in IN_REGISTER

    @property
    def is_uitgeschreven(self) -> bool:
        """Back in the Leerregister by their own wish, rather than there because no term ever began."""
        return self.soort == Registerstatus.LEERREGISTER and self.geldig_van is not None

    def public_maatregelen(self, peildatum: date) -> tuple[Voorval, ...]:
        return tuple(voorval for voorval in self.maatregelen if voorval.shows_on(peildatum))


def status_op(
    termijnen: Iterable[Looptijd],
    gebeurtenissen: Iterable[Voorval],
    behandelingen: Iterable[Behandeling] = (),
    *,
    peildatum: date,
    bekend_op: datetime | None = None,
) -> Status:
    """The status on `peildatum`, as the register knew it at `bekend_op` (now, unless given).

    Without any term somebody is in the Leerregister, and so is who left by their own wish. An application handed in
    before the end of a term keeps that term alive until it is settled.
    """
    bekend = [termijn for termijn in termijnen if _is_known(termijn.vastgelegd_op, bekend_op)]
    lopend = [known for item in behandelingen if (known := _as_known(item, bekend_op))]
    periode = find_periode(bekend, lopend, peildatum)
    if periode is None:
        return Status(Registerstatus.LEERREGISTER)
    van_kracht = find_van_kracht(bekend, gebeurtenissen, peildatum=peildatum, bekend_op=bekend_op)
    einde = min((voorval.geldig_van for voorval in van_kracht if voorval.soort in EINDIGT), default=None)
    if einde and (destijds := find_periode(bekend, lopend, einde)):
        periode = Periode(destijds.van, min(destijds.tot or date.max, einde))
    soort = _choose({voorval.soort for voorval in van_kracht}, loopt=peildatum in periode)
    maatregelen = tuple(voorval for voorval in van_kracht if voorval.soort not in GEEN_MAATREGEL)
    return Status(soort, periode.van, periode.tot, maatregelen)


def find_periode(
    termijnen: Iterable[Looptijd], behandelingen: Iterable[Behandeling], peildatum: date
) -> Periode | None:
    """The term that runs on `peildatum`, or else the last one that ran; None before the first.

    Longer than granted while an application from before its end waits for a decision; then without an end.
    """
    begonnen = [termijn for termijn in termijnen if termijn.geldig_van <= peildatum]
    if not begonnen:
        return None
    termijn = max(begonnen, key=lambda termijn: termijn.geldig_van)
    periode = Periode(termijn.geldig_van, termijn.geldig_tot)
    if peildatum in periode:
        return periode
    tijdig = [item for item in behandelingen if _datum(item.ingediend_op) in periode]
    eindes = [_datum(item.afgehandeld_op) for item in tijdig if item.afgehandeld_op]
    wacht = len(eindes) < len(tijdig)
    return Periode(periode.van, None if wacht else max([termijn.geldig_tot, *eindes]))


def find_van_kracht(
    termijnen: Collection[Looptijd],
    gebeurtenissen: Iterable[Voorval],
    *,
    peildatum: date,
    bekend_op: datetime | None = None,
) -> tuple[Voorval, ...]:
    """What is in force on `peildatum`, oldest first, with the end that a later event or a next term gave it."""
    lopend: list[Voorval] = []
    for voorval in sorted(gebeurtenissen, key=_volgorde):
        if not _is_known(voorval.vastgelegd_op, bekend_op):
            continue
        if gesloten := SLUIT.get(voorval.soort):
            lopend = [_end(item, voorval.geldig_van) if item.soort == gesloten else item for item in lopend]
        else:
            lopend.append(_end_by_besluit(voorval, termijnen))
    return tuple(voorval for voorval in lopend if voorval.holds_on(peildatum))


def explain_refusal(
    nieuw: Voorval,
    *,
    termijnen: Collection[Looptijd],
    gebeurtenissen: Iterable[Voorval],
    behandelingen: Iterable[Behandeling] = (),
) -> str | None:
    """None when `nieuw` may be recorded beside the events there are, else a Dutch sentence that says why not."""
    if nieuw.geldig_tot is not None and nieuw.geldig_tot <= nieuw.geldig_van:
        return EINDE_VOOR_BEGIN
    volgorde = sorted([*gebeurtenissen, nieuw], key=_volgorde)
    for index in range(volgorde.index(nieuw), len(volgorde)):
        voorval, eerder = volgorde[index], volgorde[:index]
        status = status_op(termijnen, eerder, behandelingen, peildatum=voorval.geldig_van)
        lopend = {item.soort for item in find_van_kracht(termijnen, eerder, peildatum=voorval.geldig_van)}
        if bezwaar := _explain_step(voorval.soort, status, lopend):
            return bezwaar if voorval is nieuw else BOTST_LATER
    return None


def _explain_step(soort: str, status: Status, lopend: set[str]) -> str | None:
    if soort in SLUIT:
        return None if SLUIT[soort] in lopend else NIETS_TE_SLUITEN[soort]
    if soort in lopend and soort not in HERHAALBAAR:
        return LOOPT_AL[soort]
    return None if status.in_register or OOK_ERBUITEN.get(soort) in lopend else NIET_IN_REGISTER


def _choose(van_kracht: set[str], *, loopt: bool) -> Registerstatus:
    if "doorgehaald" in van_kracht:
        return Registerstatus.DOORGEHAALD
    if "uitgeschreven" in van_kracht:
        return Registerstatus.LEERREGISTER
    if not loopt:
        return Registerstatus.VERLOPEN
    if "geschorst" in van_kracht:
        return Registerstatus.GESCHORST
    if VOORWAARDE in van_kracht:
        return Registerstatus.ONDER_VOORWAARDEN
    return Registerstatus.GEREGISTREERD


def _volgorde(voorval: Voorval) -> tuple[date, datetime]:
    return voorval.geldig_van, voorval.vastgelegd_op


def _end_by_besluit(voorval: Voorval, termijnen: Iterable[Looptijd]) -> Voorval:
    """A condition ends where a term begins that was granted after it: the next besluit sets its own, or none."""
    if voorval.soort != VOORWAARDE:
        return voorval
    later = [termijn.geldig_van for termijn in termijnen if termijn.vastgelegd_op > voorval.vastgelegd_op]
    eindes = [dag for dag in later if dag >= voorval.geldig_van]
    return _end(voorval, min(eindes)) if eindes else voorval


def _end(voorval: Voorval, dag: date) -> Voorval:
    return replace(voorval, geldig_tot=min(voorval.geldig_tot or dag, dag))


def _is_known(vastgelegd_op: datetime, bekend_op: datetime | None) -> bool:
    return bekend_op is None or vastgelegd_op <= bekend_op


def _as_known(behandeling: Behandeling, bekend_op: datetime | None) -> Behandeling | None:
    if not _is_known(behandeling.ingediend_op, bekend_op):
        return None
    if behandeling.afgehandeld_op and not _is_known(behandeling.afgehandeld_op, bekend_op):
        return Behandeling(behandeling.ingediend_op)
    return behandeling


def _datum(moment: datetime) -> date:
    """The Dutch day of a moment: 31 December 23.30 UTC is next year."""
    return moment.astimezone(NEDERLAND).date()
