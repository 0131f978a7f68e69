"""The door for the web server: Django, told how long a body is, in a process that rarely collects garbage."""

import gc
import os
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
_application = get_wsgi_application()
# What was loaded until here stays: looking through it again during a request finds nothing. And a delivery makes tens
# of thousands of small objects at once, none of them in a circle.
gc.freeze()
gc.set_threshold(50_000, 20, 20)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    return _application(measure_body(environ), start_response)


def measure_body(environ: dict[str, Any]) -> dict[str, Any]:
    """Give a body that came in chunks its length, without which Django reads nothing: .NET's JsonContent sends so.

    Reads one byte more than a body may be at most, so that the rest of the house sees one that is too large. What is
    large goes to disk.
    """
    from django.conf import settings

    from kern.inhoud import read_stroom

    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower() and not environ.get("CONTENT_LENGTH"):
        hoogstens = max(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.AANLEVERING_BYTES) + 1
        body = read_stroom(environ["wsgi.input"], hoogstens=hoogstens)
        stroom = BytesIO(body) if isinstance(body, bytes) else body
        environ |= {"wsgi.input": stroom, "CONTENT_LENGTH": str(len(body))}
    return environ
