"""Ask a colleague by mail to act for an organisation. Whoever opens the link decides; nobody is added unasked."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.geheimen import hash_geheim
from accounts.limieten import Limiet
from accounts.mail import send_bericht
from accounts.models import Gebruiker, Ledenuitnodiging, Lidmaatschap, Organisatie
from accounts.models.ledenuitnodiging import BEWAREN, GELDIG
from accounts.queries import find_gebruiker_by_email, find_leden
from accounts.services.leden import start_lid
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten

AL_LID = Fout("al-lid", "Deze collega hoort al bij je organisatie.", "email")
ZELF_AL_LID = Fout("zelf-al-lid", "Je werkt al namens deze organisatie. Er is niets meer te doen.")
TE_VAAK = Fout("te-vaak", "Je nodigde dit uur al veel collega's uit. Probeer het over een uur opnieuw.", "email")
WERKT_NIET = Fout("uitnodiging-werkt-niet", "Deze uitnodiging werkt niet meer. Vraag je collega om een nieuwe.")
# Otherwise an organisation could let us send mail to any list of addresses.
UITNODIGINGEN = Limiet("collega-uitgenodigd", aantal=50, seconden=3600)


@sensitive_variables()
@transaction.atomic
def invite_lid(organisatie: Organisatie, *, email: str, rol: str, door: Gebruiker, op: datetime) -> Ledenuitnodiging:
    """Mail somebody a link with which they can come and act for an organisation. A second one replaces the first.

    Whether the address has an account here makes no difference to what the asker sees. Raises Fouten.
    """
    email = email.strip().lower()
    if find_leden(organisatie).filter(gebruiker__email=email).exists():
        raise Fouten(AL_LID)
    if UITNODIGINGEN.take(refer(organisatie), op=op):
        raise Fouten(TE_VAAK, status=429)
    code = secrets.token_urlsafe(32)
    uitnodiging, _ = Ledenuitnodiging.objects.update_or_create(
        organisatie=organisatie,
        email=email,
        defaults={
            "rol": rol,
            "door": door,
            "code_hash": hash_geheim(code),
            "verstuurd_op": op,
            "verloopt_op": op + GELDIG,
        },
    )
    context = {"organisatie": organisatie, "uitnodiging": uitnodiging, "door": door.naam, "code": code}
    send_bericht(find_gebruiker_by_email(email) or email, "accounts/lid-uitnodigen", context)
    inhoud = {"organisatie": refer(organisatie), "rol": rol}
    write_logregel("lid-uitgenodigd", door=refer(door), onderwerp=refer(uitnodiging), inhoud=inhoud, op=op)
    return uitnodiging


@transaction.atomic
def withdraw_uitnodiging(uitnodiging: Ledenuitnodiging, *, door: Gebruiker, op: datetime) -> None:
    """Take an invitation back: the link works no longer."""
    onderwerp = refer(uitnodiging)
    Ledenuitnodiging.objects.filter(pk=uitnodiging.pk).delete()
    write_logregel("lid-uitnodiging-ingetrokken", door=refer(door), onderwerp=onderwerp, op=op)


@transaction.atomic
def accept_uitnodiging(uitnodiging: Ledenuitnodiging, *, gebruiker: Gebruiker, op: datetime) -> Lidmaatschap:
    """Act for the organisation from today. The link works once. Raises Fouten."""
    organisatie = Organisatie.objects.select_for_update().get(pk=uitnodiging.organisatie_id)
    gevonden = Ledenuitnodiging.objects.select_for_update().filter(pk=uitnodiging.pk).first()
    if gevonden is None or gevonden.is_verlopen(op) or not organisatie.is_toegelaten:
        raise Fouten(WERKT_NIET, status=410)
    if find_leden(organisatie).filter(gebruiker=gebruiker).exists():
        raise Fouten(ZELF_AL_LID, status=409)
    onderwerp, door = refer(gevonden), gevonden.door
    lidmaatschap = start_lid(gebruiker, organisatie, gevonden.rol, timezone.localdate(op))
    gevonden.delete()
    if door is not None:
        send_bericht(door, "accounts/lid-aangenomen", {"organisatie": organisatie, "lid": lidmaatschap})
    inhoud = {"rol": lidmaatschap.rol, "uitnodiging": onderwerp}
    write_logregel("lid-toegevoegd", door=refer(gebruiker), onderwerp=refer(lidmaatschap), inhoud=inhoud, op=op)
    return lidmaatschap


def delete_old_uitnodigingen(*, op: datetime) -> int:
    """Forget whom an organisation asked when the link stopped working `BEWAREN` ago; returns how many."""
    return Ledenuitnodiging.objects.filter(verloopt_op__lte=op - BEWAREN).delete()[0]


def find_uitnodiging(code: str) -> Ledenuitnodiging | None:
    """The invitation that a link belongs to."""
    uitnodigingen = Ledenuitnodiging.objects.select_related("organisatie", "door")
    return uitnodigingen.filter(code_hash=hash_geheim(code)).first()
