"""What the demonstration register has no example of: parked rows, one of them found, and a besluit with a signal."""

from django.utils import timezone

from accounts.models import Gebruiker
from accounts.nummers import draw_nummer
from opleidingen.models import Deelname, Geparkeerd, Opleiding
from opleidingen.rijen import Rij
from opleidingen.services.aanleveren import submit_aanlevering
from opleidingen.services.deelnames import correct_deelname, withdraw_deelname
from register.models import Besluit
from register.signalen import collect_signalen


def add_geparkeerd(lid: Gebruiker, voor: Gebruiker) -> Geparkeerd:
    """A row without a surname, and one that `voor` found."""
    op, opleider = timezone.now(), lid.lidmaatschappen.get().organisatie
    [code] = Opleiding.objects.filter(opleider=opleider).order_by("pk").values_list("code", flat=True)[:1]
    rijen = [
        Rij(registratienummer=draw_nummer(), achternaam=naam, opleidingscode=code, eind_datum=f"{op:%Y-%m-%d}")
        for naam in (None, "Van den Berg-Schoonhoven")
    ]
    antwoord = submit_aanlevering(
        rijen, opleider=opleider, peildatum=timezone.localdate(op), op=op, door=f"gebruiker:{lid.pk}"
    )
    Geparkeerd.objects.filter(aanlevering=antwoord.id, regel=2).update(gevonden_door=voor)
    return Geparkeerd.objects.get(aanlevering=antwoord.id, regel=2)


def add_signaal(lid: Gebruiker) -> None:
    """Correct and then withdraw a completion on which the newest besluit that has one rested."""
    op = timezone.now()
    for besluit in Besluit.objects.order_by("-genomen_op"):
        ids = [item["id"] for item in besluit.dossier.get("activiteiten", [])]
        nummers = [pk.partition(":")[2].partition("/")[0] for pk in ids if pk.startswith("deelname:")]
        if deelname := Deelname.objects.filter(pk__in=nummers).order_by("-geboekt_op").first():
            peildatum = timezone.localdate(deelname.geboekt_op)
            vraag = {"door": lid, "peildatum": peildatum, "op": op, "reden": "De presentielijst klopte niet."}
            correct_deelname(deelname, {"minuten": 30}, **vraag)
            withdraw_deelname(deelname, **vraag)
            break
    assert collect_signalen()
