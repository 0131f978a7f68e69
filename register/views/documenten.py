"""Evidence: for its owner, and for the office while an application of that person waits. Others find nothing here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.toegang import require_kantoor
from kern.uitgifte import answer_bestand
from register.bewijsstukken import find_documenten, find_documenten_in_beoordeling
from register.models import Document
from register.queries import find_open_aanvragen
from register.services.documenten import remove_document
from register.views.kantoor import note_look


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    return _answer(get_object_or_404(find_documenten(request.user), pk=pk))


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(find_documenten(request.user), pk=pk)
    activiteit_id = document.activiteit_id
    remove_document(document, op=timezone.now())
    messages.success(request, f"'{document.naam}' is gewist.")
    return redirect("activiteit", activiteit_id)


@require_kantoor
@require_safe
def download_for_kantoor(request: HttpRequest, pk: int) -> FileResponse:
    document = get_object_or_404(find_documenten_in_beoordeling(), pk=pk)
    aanvraag = get_object_or_404(find_open_aanvragen(), registratie=document.activiteit.registratie_id)
    response = _answer(document)
    if request.method == "GET":
        note_look(aanvraag, request, wat="bewijs opgehaald")
    return response


def _answer(document: Document) -> FileResponse:
    return answer_bestand(document.bestand, document.mediatype, document.naam, is_bijlage=True)
