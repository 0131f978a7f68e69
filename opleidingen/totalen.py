"""The totals of a delivery as words and as shares of a bar. Pure."""

NAMEN = {"geboekt": "geboekt", "alBekend": "al bekend", "geparkeerd": "geparkeerd", "afgewezen": "afgewezen"}


def describe_totalen(totalen: dict[str, int]) -> str:
    """`2 geboekt, 1 afgewezen`: every outcome that occurs, in the order of the contract."""
    return ", ".join(f"{totalen[key]} {naam}" for key, naam in NAMEN.items() if totalen.get(key)) or "geen regels"


def split_balk(totalen: dict[str, int]) -> list[tuple[str, float, float]]:
    """Per outcome where its part of the bar begins and how long it is, in percent of the whole."""
    aantal, begin, delen = sum(totalen.values()), 0, []
    for key in NAMEN:
        if deel := totalen.get(key, 0):
            delen.append((key, round(100 * begin / aantal, 2), round(100 * deel / aantal, 2)))
            begin += deel
    return delen
