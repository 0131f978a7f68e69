import pytest

from accounts.nummers import draw_nummer
from register.vragen import Vraag, make_vraag, read_lijst


def pairs(tekst: str) -> list[tuple[str, str]]:
    return [(vraag.gevraagd, vraag.achternaam) for vraag in read_lijst(tekst)]


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("", []),
        ("\n \n;;\n", []),
        ("12345678\n87654321", [("12345678", ""), ("87654321", "")]),
        ("12345678, 87654321;1111 2222", [("12345678", ""), ("87654321", ""), ("1111 2222", "")]),
        ("12345678\tde Vries", [("12345678", "de Vries")]),
        ("1234 5678 de Vries", [("1234 5678", "de Vries")]),
        ("SAM-1234 5678; Bakker, van den", [("SAM-1234 5678", "Bakker van den")]),
        ("geen nummer", [("geen nummer", "")]),
        (
            "registratienummer;achternaam\n12345678;O'Neill",
            [("registratienummer", "achternaam"), ("12345678", "O'Neill")],
        ),
    ],
)
def test_lists_as_people_paste_them(tekst, verwacht):
    assert pairs(tekst) == verwacht


def test_an_impossible_number_has_no_nummer():
    nummer = draw_nummer()
    assert make_vraag(f"sam {nummer[:4]}.{nummer[4:]}", " Vos ") == Vraag(
        f"sam {nummer[:4]}.{nummer[4:]}", nummer, "Vos"
    )
    assert make_vraag("12345678").nummer == ""
    assert make_vraag("١٢٣٤٥٦٧٨").nummer == ""
