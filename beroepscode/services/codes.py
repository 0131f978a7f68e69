from datetime import datetime

from django.db import transaction

from accounts.models import Gebruiker
from accounts.services.logboek import refer, write_logregel
from beroepscode.codeteksten import Codetekst
from beroepscode.models import Ondertekening


@transaction.atomic
def sign_code(gebruiker: Gebruiker, tekst: Codetekst, *, op: datetime) -> Ondertekening:
    """Sign one version of a code. A second time changes nothing: the first moment stands."""
    ondertekening, nieuw = Ondertekening.objects.get_or_create(
        gebruiker=gebruiker, code=tekst.code, versie=tekst.versie, defaults={"ondertekend_op": op}
    )
    if nieuw:
        inhoud = {"code": tekst.code, "versie": tekst.versie.isoformat()}
        write_logregel(
            "code-ondertekend", door=refer(gebruiker), onderwerp=refer(ondertekening), inhoud=inhoud, op=op
        )
    return ondertekening
