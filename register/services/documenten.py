"""The evidence with an activity: kept apart from its row, so file and row come and go together."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.services.logboek import refer, write_logregel
from kern.fouten import Fout, Fouten
from register.bewijsregels import Stuk, bewijsregel_op
from register.models import Activiteit, Document


@transaction.atomic
def add_documenten(activiteit: Activiteit, stukken: Sequence[Stuk], *, op: datetime) -> list[Document]:
    """Keep these files with an activity. A file that lies there already is not kept twice.

    Raises Fouten at `bewijs` when there are more than the rule of that day allows; then none is kept. When the
    transaction fails afterwards the files stay behind without a row: `ruim_bestanden_op` erases those.
    """
    Activiteit.objects.select_for_update().get(pk=activiteit.pk)
    bekend = set(activiteit.documenten.values_list("sha256", flat=True))
    nieuw = {stuk.sha256: stuk for stuk in stukken if stuk.sha256 not in bekend}
    _refuse_too_many(len(bekend) + len(nieuw), op)
    return [_keep(activiteit, stuk, op) for stuk in nieuw.values()]


@transaction.atomic
def remove_document(document: Document, *, op: datetime) -> None:
    """Erase one file for good. Its bytes go after the commit, so that a row never points at nothing."""
    _write("document-verwijderd", document, op)
    transaction.on_commit(partial(document.bestand.storage.delete, document.bestand.name))
    document.delete()


def _refuse_too_many(aantal: int, op: datetime) -> None:
    hoogstens = bewijsregel_op(timezone.localdate(op)).bestanden_hoogstens
    if aantal > hoogstens:
        melding = f"Bij één activiteit passen {hoogstens} bestanden. Nu zouden het er {aantal} zijn. Kies er minder."
        raise Fouten(Fout("te-veel-bestanden", melding, "bewijs"))


def _keep(activiteit: Activiteit, stuk: Stuk, op: datetime) -> Document:
    document = Document(
        activiteit=activiteit,
        naam=stuk.naam,
        mediatype=stuk.mediatype,
        grootte=len(stuk.inhoud),
        sha256=stuk.sha256,
        toegevoegd_op=op,
    )
    document.bestand.save(stuk.naam, ContentFile(stuk.inhoud), save=False)
    document.save()
    _write("document-toegevoegd", document, op)
    return document


def _write(handeling: str, document: Document, op: datetime) -> None:
    """The logboek keeps which bytes it were, so that evidence cannot be swapped unseen."""
    door = f"gebruiker:{document.activiteit.registratie.gebruiker_id}"
    inhoud = {"activiteit": document.activiteit_id, "sha256": document.sha256}
    write_logregel(handeling, door=door, onderwerp=refer(document), inhoud=inhoud, op=op)
