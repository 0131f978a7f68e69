"""A form with a draft, and how to read its page."""

import re

from django.utils import timezone

from accounts.services.concepten import save_concept

NIEUW = "/mijn/activiteiten/nieuw"
INVOER = {"soort": "lezen", "titel": "Artikel over schaarste", "datum": "2026-11-20", "duur": "1,5"}
VELDEN = {naam: [waarde] for naam, waarde in INVOER.items()}


def save(gebruiker, formulier="activiteit", velden=VELDEN, versie=0):
    return save_concept(gebruiker, formulier, velden, versie=versie, op=timezone.now())


def values(response):
    return {field.name: field.value() for field in response.context["form"]}


def told(response):
    """What stands in the line above the form."""
    line = re.search(r"data-concept-regel=.*?>(.*?)</div>", response.content.decode(), re.S).group(1)
    return " ".join(re.sub(r"<[^>]+>", " ", line).split())
