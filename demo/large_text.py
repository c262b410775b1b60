"""Names and sentences of which a municipality as large as the largest city is put together."""

GIVEN = (
    "Aksel", "Amalie", "Birk", "Dagny", "Edvard", "Frida", "Gustav", "Hedda", "Isak", "Jenny",
    "Kasper", "Leah", "Magnus", "Nora", "Oskar", "Pernille", "Rasmus", "Selma", "Theodor", "Vilde",
    "Ylva", "Øystein", "Åshild", "Sander", "Tuva", "Ulrik", "Zara", "Mohamed", "Aisha", "Viktor",
    "Linnea", "Jakob", "Ingeborg", "Eskil", "Synne", "Torbjørn", "Maren",
)
FAMILY = (
    "Aasheim", "Bergli", "Dahlen", "Engen", "Fagernes", "Grønli", "Haugli", "Iversby", "Jordet",
    "Kallevik", "Lundby", "Myhren", "Nordgard", "Oppheim", "Prestrud", "Ringdal", "Skogheim",
    "Tveiten", "Ulvestad", "Vangen", "Ytreberg", "Ødegård", "Åkerlund", "Solheimsli", "Brattli",
    "Elvenes", "Fossbakk", "Granheim", "Hegdal", "Kvitnes", "Langmo", "Moseng", "Nerli", "Rosvik",
    "Stenberget", "Teigland", "Vollan", "Helgerud", "Bjørnli", "Sundby", "Tangvik",
)
UNIT_KINDS = (
    "Skole", "Barnehage", "Sykehjem", "Hjemmetjeneste", "Helsestasjon", "Bofellesskap", "Bibliotek",
    "Driftsområde", "Oppfølgingstjeneste", "Kontor",
)
AREA = "Bydel"
MEASURES = (
    "Tavlemøtet flyttes til vaktskiftet", "Ett skjema i stedet for tre", "Rydd og merk lageret",
    "Målene på tavla får tall og dato", "Felles måte å skaffe vikar på", "Ny rutine for nøkler",
    "Besøk hos en enhet som er kommet lenger", "Kortere vei fra henvendelse til svar",
    "Ansatte leder tavlemøtet på omgang", "Gevinsten av forrige forbedring føres",
    "Opplæring for dem som begynte etter sommeren", "Bestillinger samles til én dag i uka",
    "En time uten avbrudd hver dag",
)
COMMENTS = (
    "Prøvd i tre uker. Vi fortsetter.", "Halvparten er med. Resten begynner neste måned.",
    "Vi venter på svar fra IT-drift.", "Tatt opp på tavlemøtet; to forslag til endring kom inn.",
    "Går som avtalt.",
)
CLOSING = "Innført og målt. Vi bruker tiden på innbyggerne i stedet."
REASON = "Enheten løste det på en annen måte."

THEME = "Hva skjer fra forslaget henges opp til det er prøvd?"
