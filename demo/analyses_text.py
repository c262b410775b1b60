"""What the demo's fishbone and stakeholder analyses say, in Norwegian as a municipality writes it.

A cause is a text, or (text, whys). "!" before a text marks a root cause. Votes stand behind "|".
"""

# Hjemmetjenesten sør: under way, forty causes.
LARGE = (
    ("Ledelse", (
        "DREL har 46 ansatte og to baser", "Forbedring er ikke tema i personalmøtet",
        ("Uklart hva TOL venter av framdrift|7", (
            ("Tavlemøtene er ikke prioritert", (
                ("DREL vet ikke hva som er godt nok", (
                    ("Det er aldri avtalt et nivå", (
                        ("Lederavtalen sier ikke noe om forbedring", (
                            "!Forventet framdrift ble ikke avklart ved oppstart",
                        )),
                    )),
                )),
            )),
        )),
        "Ny leder kom midt i innføringen", "Ansvarsvaktene vet ikke hva de kan avgjøre selv|2",
        "Ledermøtet bruker tida på drift", "Gemba-besøk blir flyttet når det er travelt",
    )),
    ("Mennesker og kompetanse", (
        "Mange små stillinger, få til stede samtidig", "Vikarer kjenner ikke tavla",
        "Redd for at forslag blir kritikk|3", "To av fire med opplæring har sluttet",
        "Nattevakter er aldri med", "De som kan metoden, sitter på én base",
        "Noen tror forbedring betyr færre stillinger|1",
    )),
    ("Metode og arbeidsform", (
        "Tavlemøtet varer for lenge", "Forslag blir ikke prøvd ut i det små",
        ("Ingen fast måte å følge opp forslag på|5", (
            ("Forslag blir hengende på tavla", (
                ("Ingen er ansvarlig for forslaget", (
                    ("Møtet slutter uten at forslag er fordelt", (
                        ("Møtelederen har ingen fast gang å følge", (
                            "!Opplæringen dekket oppsettet, ikke oppfølgingen",
                        )),
                    )),
                )),
            )),
        )),
        "Gevinster skrives ikke opp", "Tavla viser det som er gjort, ikke det som står igjen",
        "Vi starter mer enn vi blir ferdig med|4", "Hver base gjør det på sin måte",
    )),
    ("Tid og ressurser", (
        "Møtet faller bort når det er travelt", "Tavla henger i et låst møterom",
        "Kjørelistene endres etter morgenmøtet", "Ingen vikar når møtet holdes",
        "Dokumentasjon tar tida mellom besøkene", "Bilene står på to steder",
    )),
    ("Måling og mål", (
        "Målene på tavla er for store", "Tallene er tre uker gamle",
        "Ingen ser sammenhengen med kommunens mål", "Fagsystemet gir ikke tall per base",
        "Vi måler det som er lett å telle", "Ingen vet hva brukerne synes|2",
    )),
    ("Omgivelser og samarbeid", (
        "Høyt sykefravær i vår", "Vedtak endres sent på dagen", "Flere brukere med store behov",
        "Oppussing av hovedbasen", "Tildelingskontoret bruker et annet skjema",
        "Fastlegene svarer sent på meldinger", "Hjelpemidler må bestilles tre steder",
    )),
)
# Dagsenteret Møteplassen: planned, three causes so far.
EARLY = (
    ("Mennesker og kompetanse", ("Turnusen gir få felles møtetider",)),
    ("Metode og arbeidsform", ("Tavlemøtet har ikke fast dag",)),
    ("Tid og ressurser", ("Tavla må flyttes mellom to etasjer",)),
)
# Solsiden sykehjem: held and followed up, five causes.
SMALL = (
    ("Ledelse", (
        ("Forslag venter på svar fra leder|4", (
            ("Leder skal godkjenne alt", ("!Det er ikke sagt hva avdelingen kan prøve selv",)),
        )),
    )),
    ("Mennesker og kompetanse", ("Helgevaktene har ikke fått opplæring|2", "Få tør å si fra")),
    ("Metode og arbeidsform", ("Tavlemøtet har for mange saker",)),
    ("Måling og mål", ("Målene sier lite om beboernes hverdag",)),
)
SMALL_MEASURE = "Skriv ned hva avdelingene kan prøve ut uten å spørre"
SMALL_FOLLOW_UP = "Avdelingene avgjør små utprøvinger selv"
# NAV Fjellvik: held, and the development unit goes on helping.
CONTINUED = (
    ("Ledelse", (
        ("Tavla er lederens, ikke vår|3", ("!Ingen andre har ledet tavlemøtet ennå",)),
    )),
    ("Metode og arbeidsform", ("Forslag blir ikke målt etterpå|2",)),
    ("Omgivelser og samarbeid", ("Staten endrer skjemaene hver måned",)),
)
CONTINUED_BY = "Hilde Bakken"
CONTINUED_MEASURE = "Veileder er med til tre ansatte har ledet tavlemøtet alene"
SUBJECT = "Én vei inn for bestilling av hjelpemidler"
# name, influence, interest, attitude, how they take part, outside the municipality
GROUPS = (
    ("Brukere og pårørende", 3, 3, "positive", "To med i analysemøtet", True),
    ("Hjemmetjenesten sør", 3, 3, "positive", "Fire fra laget, avtalt på tavlemøtet", False),
    ("Tildelingskontoret", 3, 2, "neutral", "Leder med i analysen", False),
    ("NAV Hjelpemiddelsentral", 3, 1, "sceptical", "Møte før løsning velges", True),
    ("Ergoterapeutene", 2, 3, "positive", "Prøver ny bestilling i to uker", False),
    ("Brukerrådet", 1, 3, "neutral", "Orientering i neste møte", True),
    ("Økonomi", 1, 1, "neutral", "Ingen egen plan", False),
    ("Fastlegene", 0, 2, "positive", "Kort brev når løsningen er klar", True),
)
