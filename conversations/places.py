"""Where people say they are, as time zones. Only the member changes their zone (PACE.md, section 10)."""

from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from conversations.plain import plain

_TABLE: Final = """
Europe/London: uk, united kingdom, britain, england, scotland, wales, northern ireland, london, manchester, glasgow, cardiff, belfast
Europe/Dublin: ireland, dublin
Europe/Lisbon: portugal, lisbon, lisboa, porto
Europe/Madrid: spain, españa, madrid, barcelona, valencia, sevilla
Atlantic/Canary: canary islands, canarias, tenerife
Europe/Paris: france, paris, marseille, lyon
Europe/Brussels: belgium, brussels
Europe/Amsterdam: netherlands, holland, amsterdam
Europe/Berlin: germany, berlin, hamburg, munich
Europe/Rome: italy, italia, rome, milan
Europe/Warsaw: poland, polska, warsaw, warszawa
Europe/Bucharest: romania, românia, bucharest, bucurești
Europe/Sofia: bulgaria, sofia
Europe/Athens: greece, athens
Europe/Vilnius: lithuania, vilnius
Europe/Tirane: albania, tirana
Europe/Kyiv: ukraine, kyiv, kiev
Europe/Istanbul: turkey, türkiye, istanbul
Africa/Casablanca: morocco, casablanca
Africa/Algiers: algeria, algiers
Africa/Tunis: tunisia, tunis
Africa/Cairo: egypt, cairo
Africa/Khartoum: sudan, khartoum
Africa/Lagos: nigeria, lagos, abuja
Africa/Accra: ghana, accra
Africa/Freetown: sierra leone, freetown
Africa/Abidjan: ivory coast, abidjan
Africa/Dakar: senegal, dakar
Africa/Kinshasa: congo, kinshasa
Africa/Nairobi: kenya, nairobi
Africa/Kampala: uganda, kampala
Africa/Mogadishu: somalia, soomaaliya, mogadishu
Africa/Addis_Ababa: ethiopia, addis ababa
Africa/Asmara: eritrea, asmara
Africa/Harare: zimbabwe, harare
Africa/Johannesburg: south africa, johannesburg, cape town
Asia/Beirut: lebanon, beirut
Asia/Damascus: syria, damascus
Asia/Baghdad: iraq, baghdad
Asia/Tehran: iran, tehran
Asia/Kabul: afghanistan, kabul
Asia/Dubai: dubai, abu dhabi
Asia/Karachi: pakistan, karachi, lahore
Asia/Kolkata: india, delhi, mumbai, kolkata
Asia/Colombo: sri lanka, colombo
Asia/Dhaka: bangladesh, dhaka, sylhet
Asia/Ho_Chi_Minh: vietnam, việt nam, saigon, ho chi minh city, hanoi
Asia/Manila: philippines, manila
Asia/Hong_Kong: hong kong
America/Jamaica: jamaica, kingston
America/New_York: new york
America/Bogota: colombia, bogota, bogotá
America/Guayaquil: ecuador, quito, guayaquil
America/Lima: peru, perú, lima
America/La_Paz: bolivia, la paz
America/Caracas: venezuela, caracas
America/Santo_Domingo: dominican republic, santo domingo
America/Havana: cuba, havana
America/Sao_Paulo: brazil, brasil, são paulo, sao paulo, rio de janeiro
America/Argentina/Buenos_Aires: argentina, buenos aires
America/Santiago: chile, santiago
"""
ZONES: Final = {
    place.strip(): zone
    for zone, _colon, places in (line.partition(": ") for line in _TABLE.strip().splitlines())
    for place in places.split(",")
}


def zone_of(text: str) -> str | None:
    """The time zone of a place: a country or a big town, or a zone by its own name (Europe/Madrid). None if unknown."""
    said = plain(text)
    if said in ZONES:
        return ZONES[said]
    named = text.strip()
    if "/" not in named:
        return None
    try:
        return ZoneInfo(named).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
