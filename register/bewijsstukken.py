"""Which evidence a question is about: files with an activity, and questions to an employer about work."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.geheimen import hash_geheim
from accounts.models import Gebruiker
from register.models import Aanvraag, Document, Registratie, Werkbevestiging, Werkperiode
from register.queries import OPEN


def find_documenten(gebruiker: Gebruiker) -> QuerySet[Document]:
    """Somebody's own files, oldest first."""
    eigen = Document.objects.filter(activiteit__registratie__gebruiker=gebruiker)
    return eigen.select_related("activiteit__registratie").order_by("toegevoegd_op", "pk")


def find_documenten_in_beoordeling() -> QuerySet[Document]:
    """The files that the office may see: what stands in the dossier of people whose application waits."""
    wacht = Aanvraag.objects.filter(OPEN, registratie=OuterRef("activiteit__registratie"))
    documenten = Document.objects.filter(Exists(wacht), activiteit__verwijderd_op=None)
    return documenten.select_related("activiteit").order_by("toegevoegd_op", "pk")


def group_documenten(registratie: Registratie) -> dict[str, list[Document]]:
    """The files of an application that waits, by the id of their entry in the dossier. One query."""
    groepen: dict[str, list[Document]] = {}
    for document in find_documenten_in_beoordeling().filter(activiteit__registratie=registratie):
        groepen.setdefault(f"activiteit:{document.activiteit_id}", []).append(document)
    return groepen


def find_werkbevestiging(token: str) -> Werkbevestiging | None:
    """The question that a link leads to; None when there is none such."""
    return (
        Werkbevestiging.objects.select_related("werkperiode__registratie__gebruiker")
        .filter(token_hash=hash_geheim(token))
        .first()
    )


def with_vragen(werkperiodes: QuerySet[Werkperiode]) -> QuerySet[Werkperiode]:
    """The same periods, each with the questions to its employer that stand, newest first. One query more."""
    staan = Werkbevestiging.objects.filter(ingetrokken_op=None).order_by("-verstuurd_op", "-pk")
    return werkperiodes.prefetch_related(Prefetch("bevestigingen", staan))


def find_open_vraag(werkperiode: Werkperiode) -> Werkbevestiging | None:
    """The question that waits for an answer, also when its link works no longer."""
    return werkperiode.bevestigingen.filter(beantwoord_op=None, ingetrokken_op=None).first()
