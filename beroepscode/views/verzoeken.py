"""A limit on what one person can have sent to others."""

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.limieten import Limiet

LIMIET = Limiet("verzoeken", 30, 24 * 3600)


def count_verzoek(request: HttpRequest, form: BaseForm) -> bool:
    """Count one request to others. False, with a fault on the form, when today's requests are used up."""
    wie, op = str(request.user.pk), timezone.now()
    if LIMIET.find_wachttijd(wie, op=op):
        form.add_error(None, "Je hebt vandaag heel veel verzoeken verstuurd. Morgen kun je weer iemand vragen.")
        return False
    LIMIET.count(wie, op=op)
    return True
