from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.conceptformulier import with_concept
from kern.bestanden import JPEG_TYPE
from kern.fouten import Fouten
from kern.uitgifte import answer_bestand
from register.dossiers import is_compleet
from register.forms.profielen import MEESTE_FOTO_BYTES, Fotoformulier, ProfielForm
from register.models import Profiel
from register.profielbeeld import list_delen, shows_foto
from register.queries import find_lopend_werk
from register.services.profielen import remove_foto, save_foto, save_profiel
from register.services.registraties import open_registratie


@with_concept("profiel")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_profiel(request: HttpRequest) -> HttpResponse:
    """What somebody tells about their work, with what others see of it beside it."""
    profiel, vandaag = open_registratie(request.user).profiel, timezone.localdate()
    context = _describe(profiel, vandaag)  # as it is kept: a form with faults changes the row in memory
    form = ProfielForm(request.POST or None, instance=profiel, vandaag=vandaag)
    if request.concept.edit(form, profiel).is_valid():
        with request.concept.finish():
            save_profiel(profiel, gewijzigd=form.changed_data, op=timezone.now())
        messages.success(request, "Je profiel is bewaard.")
        return redirect("profiel")
    return render(request, "register/mijn/profiel.html", context | {"form": form})


def _describe(profiel: Profiel, vandaag: date) -> dict[str, object]:
    werk = list(find_lopend_werk(profiel.registratie_id, vandaag))
    delen = list_delen(profiel, werk, peildatum=vandaag)
    return {
        "profiel": profiel,
        "compleet": is_compleet(profiel),
        "werk_bevestigd_op": profiel.werk_bevestigd_op,
        "werk": werk,
        "openbaar": [deel for deel in delen if deel.openbaar],
        "besloten": [deel for deel in delen if not deel.openbaar],
        "toont_foto": shows_foto(profiel),
        "over_mij": profiel.over_mij,
        "telefoon": profiel.telefoon,
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_foto(request: HttpRequest) -> HttpResponse:
    profiel = open_registratie(request.user).profiel
    form = Fotoformulier(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            save_foto(profiel, form.cleaned_data["foto"], max_bytes=MEESTE_FOTO_BYTES)
        except Fouten as fouten:
            for fout in fouten.fouten:
                form.add_error("foto", fout.melding)
        else:
            messages.success(request, "Je foto is bewaard. Alleen jij ziet hem, tot jij hem openbaar maakt.")
            return redirect("profiel")
    return render(request, "register/mijn/foto.html", {"form": form, "profiel": profiel})


@login_required
@require_POST
def erase_foto(request: HttpRequest) -> HttpResponse:
    remove_foto(open_registratie(request.user).profiel)
    messages.success(request, "Je foto is gewist.")
    return redirect("profiel")


@login_required
@require_safe
def show_foto(request: HttpRequest) -> HttpResponse:
    """One's own photo."""
    profiel = open_registratie(request.user).profiel
    if not profiel.foto:
        raise Http404
    return answer_bestand(profiel.foto, JPEG_TYPE, "foto.jpg")
