from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """What every page may show of the site itself."""
    return {"demonstratie": settings.DEMONSTRATIE, "contact": settings.CONTACT_EMAIL}
