"""Read the page of a form about what exists already, as a browser without JavaScript does."""

import re
from html import unescape

from accounts.views.uitgangspunt import VERANDERD


def open_form(client, adres):
    """What a browser would send back: the fields as they stand, and the marks."""
    response = client.get(adres)
    velden = {veld.html_name: veld.value() for veld in response.context["form"]}
    return {naam: str(waarde) for naam, waarde in velden.items() if waarde is not None} | read_marks(response)


def read_marks(response):
    return {"uitgangspunt": re.search(r'name="uitgangspunt" value="([^"]+)"', response.text).group(1)}


def read_staat(response):
    """What a page that was refused says stands there now."""
    assert (response.status_code, response.text.count(VERANDERD)) == (200, 1)
    lijst = response.text.partition("Dit staat er nu")[2].partition("</dl>")[0]
    return {unescape(naam): unescape(nu) for naam, nu in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", lijst)}
