"""The link in a mail that asks whether somebody was at a meeting: signed, for this question alone, for a while."""

from datetime import date, timedelta

from django.core import signing
from django.core.signing import BadSignature, SignatureExpired

from beroepscode.groepsregels import vraagregel_op
from beroepscode.models import Aanwezigheid

ZOUT = "beroepscode.aanwezigheid"
"""What was signed for another purpose opens nothing here."""


class Verlopen(Exception):  # noqa: N818 - the link has expired
    """The link was once right."""


def make_token(aanwezigheid: Aanwezigheid) -> str:
    """A link for one question. A question that is put again, or about other facts, has another link."""
    return signing.dumps([aanwezigheid.pk, _mark_vraag(aanwezigheid)], salt=ZOUT)


def read_token(token: str, *, vandaag: date) -> Aanwezigheid | None:
    """The question behind a link, with its meeting; None when there is none (any more). Raises Verlopen."""
    dagen = vraagregel_op(vandaag).verval_dagen
    try:
        pk, vraag = signing.loads(token, salt=ZOUT, max_age=timedelta(days=dagen))
    except SignatureExpired:
        raise Verlopen from None
    except BadSignature:
        return None
    rijen = Aanwezigheid.objects.select_related("bijeenkomst__ingevoerd_door", "gebruiker")
    gevonden = rijen.filter(pk=pk, gebruiker__is_active=True).first()
    if gevonden is None or _mark_vraag(gevonden) != vraag:
        return None
    return gevonden


def mark_feiten(aanwezigheid: Aanwezigheid) -> str:
    """What somebody answers about: a button pressed after these changed answers nothing."""
    bijeenkomst = aanwezigheid.bijeenkomst
    delen = (bijeenkomst.datum.isoformat(), f"{bijeenkomst.begin_tijd:%H:%M}", f"{bijeenkomst.eind_tijd:%H:%M}")
    return " ".join(delen)


def _mark_vraag(aanwezigheid: Aanwezigheid) -> int:
    """When the question was put, in microseconds, so that a question put again makes the earlier link worthless."""
    op = aanwezigheid.gevraagd_op
    return int(op.timestamp() * 1_000_000) if op else 0
