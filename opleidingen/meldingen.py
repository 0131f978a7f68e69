"""Why a row was not booked: one stable code, one Dutch sentence that says what to do. Pure.

A code begins with the field it is about, so that a reader can point at the right column.
"""

PERSOON_NIET_GEVONDEN = "persoon-niet-gevonden"
PERSOON_NIET_NAGEKEKEN = "persoon-niet-nagekeken"
AL_BEKEND = "al-bekend"
GEEN_OBJECT = "regel-geen-object"
GEPARKEERD_INGETROKKEN = "geparkeerd-ingetrokken"
GEPARKEERD_VERVALLEN = "geparkeerd-vervallen"

TEKSTVELDEN = (
    "registratienummer",
    "achternaam",
    "opleidingscode",
    "uitvoeringscode",
    "modulecode",
    "bijeenkomstcode",
    "eindDatum",
    "kenmerk",
)

MELDINGEN = {
    PERSOON_NIET_GEVONDEN: "Wij vinden niemand met dit registratienummer en deze achternaam. Vraag de deelnemer om"
    " beide. De regel blijft bewaard.",
    PERSOON_NIET_NAGEKEKEN: "Deze regel keken wij niet na: bij te veel regels vonden wij niemand. Kijk of nummer en"
    " achternaam op de goede plek staan. Stuur de regel over een uur opnieuw. Lukt het dan niet, probeer het morgen.",
    AL_BEKEND: "Deze deelname stond al in het register. Je hoeft niets te doen.",
    GEPARKEERD_INGETROKKEN: "Jullie trokken deze geparkeerde regel in. Klopt hij toch? Zet hem terug of lever hem"
    " opnieuw aan.",
    GEPARKEERD_VERVALLEN: "Deze regel stond te lang geparkeerd en is vervallen. Lever hem opnieuw aan met het juiste"
    " registratienummer.",
    GEEN_OBJECT: "Deze regel is geen object. Zet de gegevens van een regel tussen accolades.",
    "registratienummer-ontbreekt": "Het registratienummer ontbreekt. Vul het in.",
    "registratienummer-ongeldig": "Dit registratienummer kan niet bestaan: er zit een typefout in. Vraag het"
    " nummer na bij de deelnemer.",
    "registratienummer-afgerond": "Excel heeft dit nummer afgerond. Maak de kolom breder en zet hem op Getal zonder"
    " decimalen, of neem het nummer opnieuw over.",
    "opleidingscode-ontbreekt": "De opleidingscode ontbreekt. Vul de code van je opleiding in.",
    "opleidingscode-onbekend": "Je hebt geen opleiding met deze code. Kijk op de pagina Opleidingen welke codes je"
    " hebt.",
    "opleidingscode-niet-uniek": "Deze eigen code hoort bij meer dan een opleiding. Geef elke opleiding een eigen"
    " code, of gebruik onze code.",
    "opleidingscode-andere-opleider": "Deze opleiding is van een andere opleider. Kijk de code na.",
    "opleidingscode-niet-geaccrediteerd": "Deze opleiding is niet geaccrediteerd. Vraag eerst accreditatie aan.",
    "uitvoeringscode-verplicht": "Bij deze opleiding hoort een uitvoering. Vul in welke.",
    "uitvoeringscode-niet-uniek": "Deze eigen code hoort bij meer dan een uitvoering van deze opleiding. Geef elke"
    " uitvoering een eigen code, of gebruik onze code.",
    "uitvoeringscode-ontbreekt": "Bij een bijeenkomst hoort een uitvoering. Vul ook de uitvoeringscode in.",
    "uitvoeringscode-onbekend": "Deze opleiding heeft geen uitvoering met deze code. Kijk de code na bij je"
    " opleiding.",
    "modulecode-onbekend": "Deze opleiding heeft geen module met deze code. Kijk de code na bij je opleiding.",
    "modulecode-niet-uniek": "Deze eigen code hoort bij meer dan een module van deze opleiding. Geef elke module een"
    " eigen code, of gebruik onze code.",
    "modulecode-niet-geaccrediteerd": "Deze module telt niet apart. Lever de hele opleiding aan, zonder modulecode.",
    "bijeenkomstcode-onbekend": "Deze uitvoering heeft geen bijeenkomst met deze code. Kijk de code na bij je"
    " opleiding.",
    "bijeenkomstcode-niet-uniek": "Deze eigen code hoort bij meer dan een bijeenkomst van deze uitvoering. Geef elke"
    " bijeenkomst een eigen code, of gebruik onze code.",
    "bijeenkomstcode-andere-module": "Deze bijeenkomst hoort bij een andere module. Kijk beide codes na.",
    "einddatum-ontbreekt": "De einddatum ontbreekt. Vul de dag in waarop de deelnemer klaar was.",
    "einddatum-ongeldig": "Deze einddatum bestaat niet. Schrijf jaar-maand-dag, zoals 2026-11-22.",
    "einddatum-in-toekomst": "De einddatum ligt in de toekomst. Lever aan als de deelnemer klaar is.",
    "einddatum-te-lang-geleden": "De termijn om deze deelname aan te leveren is voorbij. Klopt de datum? Vraag dan"
    " het registerkantoor wat kan.",
    "einddatum-niet-toegestaan": "Deze opleiding eindigt op de dag van de uitvoering of de bijeenkomst. Laat de"
    " einddatum weg.",
    "einddatum-voor-uitvoering": "De einddatum ligt voor de eerste dag van deze uitvoering. Kijk datum en code na.",
    "einddatum-zonder-accreditatie": "De opleiding was op deze einddatum niet geaccrediteerd. Kijk de datum na, of"
    " vraag het registerkantoor.",
    "minuten-te-weinig": "Het aantal minuten is nul of minder. Vul de netto minuten in, of laat het veld weg.",
    "minuten-te-veel": "Dit zijn meer minuten dan de accreditatie toekent. Vul hoogstens dat aantal in, of laat het"
    " veld weg.",
    "minuten-geen-getal": "De minuten zijn geen heel getal. Schrijf een getal zonder aanhalingstekens, zoals 480.",
    "kenmerk-te-lang": "Het kenmerk is te lang. Gebruik hoogstens 200 tekens.",
    "kenmerk-onleesbaar": "In het kenmerk staat een teken dat niet te lezen is. Haal het weg.",
} | {
    f"{veld.lower()}-geen-tekst": f"Het veld {veld} is geen tekst. Zet de waarde tussen aanhalingstekens."
    for veld in TEKSTVELDEN
}


def explain(codes: str) -> str:
    """The sentences for codes with a space between them, in the same order; empty for none."""
    return " ".join(MELDINGEN[code] for code in codes.split())
