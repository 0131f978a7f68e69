"""A limit on what one person can have sent to others."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.limieten import Limiet

VOL = "Je hebt vandaag heel veel verzoeken verstuurd. Morgen kun je weer iemand vragen."
LIMIET = Limiet("verzoeken", 30, 24 * 3600)


def count_verzoek(request: HttpRequest, form: BaseForm) -> bool:
    """Count one request to others. False, with a fault on the form, when today's requests are used up."""
    wie, op = str(request.user.pk), timezone.now()
    if LIMIET.find_wachttijd(wie, op=op):
        form.add_error(None, VOL)
        return False
    LIMIET.count(wie, op=op)
    return True


def count_vraag(request: HttpRequest) -> bool:
    """The same for a button without a form: the sentence stands above the next page."""
    if LIMIET.take(str(request.user.pk), op=timezone.now()):
        messages.error(request, VOL)
        return False
    return True
