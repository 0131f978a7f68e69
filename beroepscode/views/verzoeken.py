"""A limit on what one person can have sent to others."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.limieten import Limiet

VOL = "Je hebt vandaag heel veel verzoeken verstuurd. Morgen kun je weer iemand vragen."
TE_VEEL = "Zo veel mensen kun je vandaag niet meer vragen. Vraag er minder, of ga morgen verder."
LIMIET = Limiet("verzoeken", 30, 24 * 3600)


def count_verzoek(request: HttpRequest, form: BaseForm, *, keren: int = 1) -> bool:
    """Count what is sent to others. False, with a fault on the form, when today's requests do not allow it.

    Of several at once all are counted or none: what is refused is not sent, and spends nothing.
    """
    if LIMIET.take(str(request.user.pk), op=timezone.now(), keren=keren):
        form.add_error(None, VOL if keren == 1 else TE_VEEL)
        return False
    return True


def count_vraag(request: HttpRequest) -> bool:
    """The same for a button without a form: the sentence stands above the next page."""
    if LIMIET.take(str(request.user.pk), op=timezone.now()):
        messages.error(request, VOL)
        return False
    return True
