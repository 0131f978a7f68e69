"""Give a parked row its place: book it as a completion of somebody, or move it to another outcome."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Gebruiker
from accounts.services.webhooks import announce
from kern.fouten import Fout, Fouten
from opleidingen.antwoord import pack_bekend, unpack_bekend
from opleidingen.beoordeling import Beoordelaar, Boeking
from opleidingen.meldingen import MELDINGEN
from opleidingen.models import Aanleverdeel, Aanlevering, Aanleverregel, Deelname, Geparkeerd, Uitkomst
from opleidingen.queries import find_deelname_id, load_aanbod
from opleidingen.rijen import VELDEN, Rij

NIET_OPEN = Fout("niet-geparkeerd", "Deze regel is niet meer geparkeerd. Er valt niets meer te veranderen.")


def lock_geparkeerd(geparkeerd: Geparkeerd) -> Geparkeerd:
    """The row as it is now, for whoever comes first: the others wait. Raises Fouten (409) when it is gone."""
    rijen = Geparkeerd.objects.select_for_update(of=("self",)).select_related("aanlevering", "opleider")
    gevonden = rijen.filter(pk=geparkeerd.pk).first()
    if gevonden is None:
        raise Fouten(NIET_OPEN, status=409)
    return gevonden


def lock_open(geparkeerd: Geparkeerd) -> Geparkeerd:
    """The same; raises Fouten (409) as well when it was booked or withdrawn in the meantime."""
    gevonden = lock_geparkeerd(geparkeerd)
    if not gevonden.is_open:
        raise Fouten(NIET_OPEN, status=409)
    return gevonden


def find_regel(geparkeerd: Geparkeerd) -> Aanleverregel:
    """The row as it was delivered."""
    return Aanleverregel.objects.get(aanlevering=geparkeerd.aanlevering_id, regel=geparkeerd.regel)


def place_regel(geparkeerd: Geparkeerd, boeking: Boeking, *, op: datetime) -> Uitkomst:
    """Book a locked, open row as `boeking` says, with the delivery it came in as its source.

    "geboekt", or "alBekend" when the completion was there already; then nothing of the parked row is left.
    """
    deelname = _insert(geparkeerd, boeking, op)
    find_regel(geparkeerd).delete()
    if deelname is None:
        bekend = find_deelname_id(boeking.sleutel)
        _count_over(geparkeerd, Uitkomst.GEPARKEERD, Uitkomst.AL_BEKEND, bekend)
        geparkeerd.delete()
        return Uitkomst.AL_BEKEND
    _count_over(geparkeerd, Uitkomst.GEPARKEERD, Uitkomst.GEBOEKT)
    geparkeerd.deelname, geparkeerd.gevonden_door = deelname, None
    geparkeerd.save(update_fields=["deelname", "gevonden_door"])
    inhoud = {
        "deelnameId": deelname.pk,
        "kenmerk": deelname.kenmerk,
        "aanleveringId": str(geparkeerd.aanlevering_id),
        "regel": geparkeerd.regel,
    }
    announce(geparkeerd.opleider, "deelname.geclaimd", inhoud, op=op)
    return Uitkomst.GEBOEKT


def move_regel(geparkeerd: Geparkeerd, uitkomst: Uitkomst, code: str) -> Aanleverregel:
    """Move a parked row to another outcome, or back, and the totals of its delivery with it."""
    regel = find_regel(geparkeerd)
    _count_over(geparkeerd, Uitkomst(regel.uitkomst), uitkomst)
    regel.uitkomst, regel.codes = uitkomst, code
    regel.save(update_fields=["uitkomst", "codes"])
    return regel


def read_rij(regel: Aanleverregel) -> Rij:
    """The row in the one shape of every format."""
    return msgspec.convert({naam: regel.gegevens[naam] for naam in VELDEN.keys() & regel.gegevens}, Rij)


def judge_claim(geparkeerd: Geparkeerd, gebruiker: Gebruiker) -> Boeking:
    """What the row books for `gebruiker`, by the offer of today and the rules of the day it was delivered.

    Raises Fouten (409) when what the row points at no longer counts.
    """
    rij = read_rij(find_regel(geparkeerd))
    codes = [(code or "").strip() for code in (rij.opleidingscode, rij.uitvoeringscode)]
    aanbod = load_aanbod(geparkeerd.opleider, opleidingscodes=codes[:1], uitvoeringscodes=codes[1:])
    personen = {geparkeerd.nummer: (gebruiker.pk, geparkeerd.zoeknaam)}
    dag = timezone.localdate(geparkeerd.aanlevering.ingediend_op)
    oordeel = Beoordelaar(aanbod, personen, dag).judge([rij], [geparkeerd.nummer])
    for gevonden in oordeel.codes.values():
        raise Fouten(*explain_fouten(gevonden), status=409)
    return oordeel.boekingen[0]


def explain_fouten(codes: Iterable[str]) -> list[Fout]:
    return [Fout(code, MELDINGEN[code]) for code in codes]


def _insert(geparkeerd: Geparkeerd, boeking: Boeking, op: datetime) -> Deelname | None:
    """The completion; None when the natural key says that it was there already."""
    gebruiker_id, opleiding_id, eind_datum, uitvoering_id, module_id, bijeenkomst_id = boeking.sleutel
    try:
        with transaction.atomic():
            return Deelname.objects.create(
                gebruiker_id=gebruiker_id,
                opleiding_id=opleiding_id,
                uitvoering_id=uitvoering_id or None,
                module_id=module_id or None,
                bijeenkomst_id=bijeenkomst_id or None,
                accreditatie_id=boeking.accreditatie_id,
                eind_datum=eind_datum,
                minuten=boeking.minuten,
                aanlevering_id=geparkeerd.aanlevering_id,
                regel=geparkeerd.regel,
                kenmerk=boeking.kenmerk,
                geboekt_op=op,
            )
    except IntegrityError:
        return None


def _count_over(geparkeerd: Geparkeerd, van: Uitkomst, naar: Uitkomst, bekend: int | None = None) -> None:
    """One row of a delivery goes from one outcome to another; `bekend`: which deelname it turned out to be."""
    aanlevering = Aanlevering.objects.select_for_update().get(pk=geparkeerd.aanlevering_id)
    delen = Aanleverdeel.objects.filter(aanlevering=aanlevering, eerste_regel__lte=geparkeerd.regel)
    deel = delen.order_by("-eerste_regel")[0]
    for rij in (aanlevering, deel):
        rij.totalen = rij.totalen | {van.value: rij.totalen[van] - 1, naar.value: rij.totalen[naar] + 1}
    if naar == Uitkomst.AL_BEKEND:
        allemaal = unpack_bekend(bytes(deel.bekend)) | {geparkeerd.regel: bekend}
        deel.bekend = pack_bekend(dict(sorted(allemaal.items())))
    aanlevering.save(update_fields=["totalen"])
    deel.save(update_fields=["totalen", "bekend"])
