"""The bridge from rows to statuses, for one registration or for ten thousand: always one statement."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from register.queries import AANVRAAG, GEBEURTENIS, TERMIJN, select_loopbanen
from register.status import Behandeling, Looptijd, Status, Voorval, status_op


@dataclass(slots=True)
class Loopbaan:
    """Everything that the statuses of one person follow from, and `open_aanvraag_id` when the office has one."""

    termijnen: list[Looptijd] = field(default_factory=list)
    gebeurtenissen: list[Voorval] = field(default_factory=list)
    behandelingen: list[Behandeling] = field(default_factory=list)
    open_aanvraag_id: int | None = None

    def status_op(self, peildatum: date, *, bekend_op: datetime | None = None) -> Status:
        return status_op(
            self.termijnen, self.gebeurtenissen, self.behandelingen, peildatum=peildatum, bekend_op=bekend_op
        )

    def termijn_op(self, peildatum: date) -> Looptijd | None:
        """The term that runs on `peildatum`, or the last one that ran; None before the first."""
        begonnen = [termijn for termijn in self.termijnen if termijn.geldig_van <= peildatum]
        return max(begonnen, key=lambda termijn: termijn.geldig_van, default=None)

    def loopt_nog(self, peildatum: date) -> bool:
        """Whether a term that was granted has days left, whatever the status."""
        return any(peildatum < termijn.geldig_tot for termijn in self.termijnen)

    def volgnummer(self, termijn: Looptijd) -> int:
        """1 for the first term of this person."""
        return sum(ander.geldig_van <= termijn.geldig_van for ander in self.termijnen)


def collect_loopbanen(registratie_ids: Collection[int]) -> dict[int, Loopbaan]:
    """The facts of each of these registrations; one without any is simply not in the answer."""
    loopbanen: defaultdict[int, Loopbaan] = defaultdict(Loopbaan)
    for bron, registratie_id, pk, soort, van, tot, op, afgehandeld_op, openbaar, zichtbaar_tot in select_loopbanen(
        registratie_ids
    ).iterator(chunk_size=10_000):
        loopbaan = loopbanen[registratie_id]
        if bron == TERMIJN:
            loopbaan.termijnen.append(Looptijd(van, tot, op, soort))
        elif bron == GEBEURTENIS:
            loopbaan.gebeurtenissen.append(Voorval(soort, van, tot, op, openbaar, zichtbaar_tot))
        elif bron == AANVRAAG:
            loopbaan.behandelingen.append(Behandeling(op, afgehandeld_op))
            loopbaan.open_aanvraag_id = loopbaan.open_aanvraag_id if afgehandeld_op else pk
    return dict(loopbanen)


def collect_loopbaan(registratie_id: int) -> Loopbaan:
    return collect_loopbanen([registratie_id]).get(registratie_id) or Loopbaan()
