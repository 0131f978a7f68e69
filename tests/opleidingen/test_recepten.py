"""The recipes as a page: read from the same files that the tests run."""

import pytest
from defusedxml.ElementTree import fromstring

from opleidingen.recepten import format_lijn, list_recepten, load_recept, read_blokken


@pytest.fixture
def client(opleider, medewerker, sign_in):
    return sign_in(medewerker(opleider))


def test_what_a_recipe_is_made_of():
    tekst = """\
# Kop & meer

Een **vette** `<regel>`
gaat door.

## Zo

1. een
2. twee

| a | b |
|---|---|
| 1 | 2 |

```python x.py
if 1 < 2:

    pass
```
"""
    titel, alinea, kop, nummers, tabel, code = read_blokken(tekst)
    assert titel.tekst == "Kop &amp; meer"
    assert alinea.tekst == "Een <strong>vette</strong> <code>&lt;regel&gt;</code> gaat door."
    assert (kop.tekst, kop.anker) == ("Zo", "zo")
    assert nummers.rijen == [["een"], ["twee"]]
    assert tabel.rijen == [["a", "b"], ["1", "2"]]
    assert (code.naam, code.code) == ("x.py", "if 1 < 2:\n\n    pass")


def test_a_link_to_another_recipe_becomes_a_link_to_its_page():
    assert format_lijn("[Excel](excel.md#de-kolommen)") == '<a href="/opleider/recepten/excel#de-kolommen">Excel</a>'
    assert format_lijn("[eerst](README.md#eerst-dit)") == '<a href="/opleider/recepten#eerst-dit">eerst</a>'


def test_nothing_in_a_recipe_becomes_markup_by_itself():
    assert format_lijn("<script> & **x**") == "&lt;script&gt; &amp; <strong>x</strong>"


@pytest.mark.parametrize("naam", ["README", *list_recepten()])
def test_every_recipe_is_whole(naam):
    """No mark is left over, every piece is known, and its HTML closes what it opens."""
    blokken = load_recept(naam, "https://hier.example")
    assert {blok.soort for blok in blokken} <= {"titel", "kop", "alinea", "punten", "nummers", "tabel", "code"}
    for blok in blokken:
        for html in [blok.tekst, *(cel for rij in blok.rijen for cel in rij)]:
            fromstring(f"<p>{html}</p>")
            assert "](" not in html
            assert "**" not in html
    assert "register.example" not in str(blokken)


def test_the_pages_show_them_with_the_address_of_this_register(client, settings):
    page = client.get("/opleider/recepten").content.decode()
    assert '<a href="/opleider/recepten/moodle">Moodle</a>' in page
    assert f"export SAM_ADRES={settings.BASIS_URL}/api/v1" in page
    for naam, recept in list_recepten().items():
        assert f"<h1>{recept.titel}</h1>" in client.get(f"/opleider/recepten/{naam}").content.decode()
    assert client.get("/opleider/recepten/README").status_code == 404
    assert client.get("/opleider/recepten/bestaat-niet").status_code == 404
