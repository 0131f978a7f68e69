"""Webhooks of the organisation that somebody administers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.webhooks import Webhookformulier
from accounts.models import Webhook
from accounts.queries import find_bezorgingen, find_webhooks
from accounts.services.webhookbezorging import BEWAREN
from accounts.services.webhooks import (
    change_webhook,
    create_webhook,
    remove_webhook,
    rotate_geheim,
    send_proef,
    switch_webhook,
)
from kern.fouten import Fouten

PER_PAGINA = 25


@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def list_webhooks(request: HttpRequest) -> HttpResponse:
    """List and make webhooks. As with keys the secret is shown in the answer itself: nobody else may keep it."""
    organisatie = request.lidmaatschap.organisatie
    nieuw, geheim = None, ""
    form = Webhookformulier(request.POST or None, organisatiesoort=organisatie.soort)
    if form.is_valid():
        try:
            nieuw, geheim = create_webhook(organisatie, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            form = Webhookformulier(organisatiesoort=organisatie.soort)
    context = {"organisatie": organisatie, "webhooks": find_webhooks(organisatie), "form": form}
    return render(request, "accounts/webhooks/lijst.html", context | {"webhook": nieuw, "geheim": geheim})


@require_safe
def show_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """How a webhook is doing, and the log of its messages."""
    webhook = find_own(request, pk)
    bezorgingen = find_bezorgingen(webhook.organisatie).filter(webhook=webhook)
    page = Paginator(bezorgingen, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {"webhook": webhook, "page_obj": page, "bewaren": BEWAREN.days}
    context["vorig_geldig"] = webhook.has_vorig_geheim(timezone.now())
    return render(request, "accounts/webhooks/webhook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = find_own(request, pk)
    initial = {"url": webhook.url, "soorten": webhook.soorten}
    soort = webhook.organisatie.soort
    form = Webhookformulier(request.POST or None, initial=initial, organisatiesoort=soort)
    if form.is_valid():
        try:
            change_webhook(webhook, **form.cleaned_data, door=request.user, op=timezone.now())
        except Fouten as fouten:
            fouten.add_to(form)
        else:
            messages.success(request, "De webhook is aangepast.")
            return redirect(f"{soort}-webhook", pk)
    return render(request, "accounts/webhooks/wijzigen.html", {"webhook": webhook, "form": form})


@never_cache
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def renew_geheim(request: HttpRequest, pk: int) -> HttpResponse:
    """Another secret, after a question; shown once, in the answer itself."""
    webhook, geheim = find_own(request, pk), ""
    if request.method == "POST":
        geheim = rotate_geheim(webhook, door=request.user, op=timezone.now())
    return render(request, "accounts/webhooks/geheim.html", {"webhook": webhook, "geheim": geheim})


@require_POST
def toggle_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn off what is on, or on what is off: the button says which, so that a second click does not undo it."""
    webhook = find_own(request, pk)
    aan = request.POST.get("aan") == "ja"
    if aan == (webhook.uitgezet_op is not None):
        switch_webhook(webhook, aan=aan, door=request.user, op=timezone.now())
    messages.success(request, "De webhook staat aan." if aan else "De webhook staat uit. Er gaat niets meer heen.")
    return redirect(f"{webhook.organisatie.soort}-webhook", pk)


@require_POST
def try_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test message, and go to where one sees it arrive."""
    webhook = find_own(request, pk)
    try:
        bezorging = send_proef(webhook, op=timezone.now())
    except Fouten as fouten:
        messages.error(request, fouten.fouten[0].melding)
        return redirect(f"{webhook.organisatie.soort}-webhook", pk)
    return redirect(f"{webhook.organisatie.soort}-webhookbezorging", bezorging.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    webhook = find_own(request, pk)
    if request.method == "POST":
        remove_webhook(webhook, door=request.user, op=timezone.now())
        messages.success(request, "De webhook is verwijderd.")
        return redirect(f"{webhook.organisatie.soort}-webhooks")
    return render(request, "accounts/webhooks/verwijderen.html", {"webhook": webhook})


def find_own(request: HttpRequest, pk: int) -> Webhook:
    return get_object_or_404(find_webhooks(request.lidmaatschap.organisatie).select_related("organisatie"), pk=pk)
