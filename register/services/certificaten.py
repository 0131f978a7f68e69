"""Issue and withdraw certificates."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.mail import send_bericht
from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.codes import draw_code
from register.models import Certificaat, Termijn
from register.services.registraties import refuse_eigen

POGINGEN = 5


def issue_certificaat(termijn: Termijn, *, op: datetime) -> Certificaat:
    """Make the certificate of a term under a code that nobody has; the unique constraint decides."""
    naam = termijn.registratie.gebruiker.naam
    for _ in range(POGINGEN):
        code = draw_code()
        try:
            with transaction.atomic():
                return Certificaat.objects.create(termijn=termijn, code=code, naam=naam, uitgegeven_op=op)
        except IntegrityError:
            if not Certificaat.objects.filter(code=code).exists():
                raise  # the term has a certificate already
    raise RuntimeError("Geen vrije certificaatcode gevonden.")


@transaction.atomic
def withdraw_certificaat(certificaat: Certificaat, *, reden: str, door: Gebruiker, op: datetime) -> None:
    """Withdraw a certificate; the registration itself goes on. Raises Fouten without a reason, or the second time."""
    refuse_eigen(certificaat.termijn.registratie, door)
    if not reden.strip():
        raise Fouten(Fout("reden-ontbreekt", "Schrijf op waarom je dit certificaat intrekt.", "reden"))
    geldig = Certificaat.objects.filter(pk=certificaat.pk, ingetrokken_op=None)
    if not geldig.update(ingetrokken_op=op, ingetrokken_reden=reden.strip()):
        raise Fouten(Fout("al-ingetrokken", "Dit certificaat is al ingetrokken."), status=409)
    certificaat.refresh_from_db()
    gebruiker = certificaat.termijn.registratie.gebruiker
    send_bericht(gebruiker, "register/certificaat-ingetrokken", {"certificaat": certificaat})
    write_logregel("certificaat-ingetrokken", door=refer(door), onderwerp=refer(certificaat), op=op)
