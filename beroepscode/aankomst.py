"""What happens when somebody confirms an e-mail address; `apps` ties it to allauth, which alone knows that moment."""

from typing import Any

from allauth.account.models import EmailAddress

from beroepscode.services.bevestigingen import claim_verzoeken


def welcome_adres(email_address: EmailAddress, **other: Any) -> None:
    """Requests that were sent to this address before it was anybody's now wait on its owner's page."""
    claim_verzoeken(email_address.user, email_address.email)
