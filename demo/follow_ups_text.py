"""Follow-up areas of the invented municipality, beside those that its visits and reviews made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One follow-up area. ago: days since it was found. due: days from today, None for none.

    owner: as the keys of positions are written. state: "open", "in_progress", "done", "closed" or
    "dropped". note: what came of it, or why it was dropped. measure: what the measure made of it
    says, in which row of the plan.
    """

    unit: str
    by: str
    text: str
    ago: int
    due: int | None = None
    owner: str = ""
    cause: str = ""
    state: str = "open"
    note: str = ""
    measure: tuple[int, str] | None = None


KARI, STEINAR, VIGDIS, AUD, TOR = (
    "Kari Nordmo", "Steinar Holm", "Vigdis Strand", "Aud Myrvold", "Tor Egil Haugen",
)
FOUND = (
    Found(
        "Psykisk helse og rus", KARI, "Møteleder til tavla hver uke", 68, -13,
        "drel/Psykisk helse og rus", "Den som ledet møtet, er i permisjon. Ingen andre kan det.",
        "in_progress",
    ),
    Found(
        "Psykisk helse og rus", KARI, "Mål for rusavdelingen henger på tavla", 68, 17,
        "drel/Psykisk helse og rus", state="in_progress",
    ),
    Found(
        "Psykisk helse og rus", KARI, "Forslag fra ansatte får svar innen en uke", 68, 32,
        "drel/Psykisk helse og rus",
    ),
    Found(
        "Solsiden sykehjem", KARI, "Ingen tavlemøter etter klokka 15", 96, 21,
        "drel/Solsiden sykehjem",
        "Møtene er lagt til dagvakta, og kveldsvakta har ikke egen møteleder.", "in_progress",
        measure=(2, "Møteleder på kveldsvakta etter tur"),
    ),
    Found(
        "Solsiden sykehjem", KARI, "Gevinster skrives ikke opp", 96, -4, "drel/Solsiden sykehjem",
        state="done", note="Seks gevinster er ført siden september.",
    ),
    Found(
        "Elvebredden sykehjem", KARI, "Bestilling av forbruksvarer går i to runder", 120, -30,
        "drel/Elvebredden sykehjem", state="closed",
        note="Én liste, bestilt på onsdager. Sett på Gemba: ingen dobbeltbestilling på tre uker.",
    ),
    Found("Hjemmetjenesten nord", KARI, "Nøkkelskap ved hver sone", 30),
    Found(
        "Hjemmetjenesten nord", KARI, "Rutelista oppdateres før vaktskiftet", 30, 40,
        "drel/Hjemmetjenesten nord",
    ),
    Found(
        "Bofellesskapet Tunet", STEINAR, "Vikarer får tavla forklart første dag", 50, 12,
        "drel/Bofellesskapet Tunet", state="in_progress",
    ),
    Found(
        "Arbeid og aktivitet", STEINAR, "Målet på tavla kan leses av alle", 140, -60,
        "drel/Arbeid og aktivitet", state="closed",
        note="Målet er skrevet om med bilder. Brukerne peker og forklarer.",
    ),
    Found(
        "Legevakten", VIGDIS, "Ventetid telles hver dag", 44, 6, "drel/Legevakten",
        "Telles bare når det er stille.", "done", "Telt hver dag i fire uker.",
    ),
    Found(
        "Fysio- og ergoterapi", VIGDIS, "Egen tavle for hjelpemidler", 85, None, "",
        state="dropped", note="Slått sammen med tavla på Hjelpemiddellageret.",
    ),
    Found(
        "Bjørkelia barnehage", AUD, "Tavlemøtet rekkes før levering", 60, -8,
        "drel/Bjørkelia barnehage", state="in_progress",
    ),
    Found(
        "Trollskogen barnehage", AUD, "Ideer fra foreldre får en plass på tavla", 35, 25,
        "drel/Trollskogen barnehage",
    ),
    Found("Åsen skole", TOR, "Elevrådets forslag kommer på tavla", 40, 20, "drel/Åsen skole"),
    Found(
        "Sentrum skole", TOR, "Felles mal for ukeplan", 110, -20, "drel/Sentrum skole",
        state="closed", note="Malen er i bruk på alle trinn. Sett i fire klasserom.",
    ),
    Found(
        "Nordbygda oppvekstsenter", TOR, "Overgangen til skolestart har én eier", 25, 55,
        "tol/Skole",
    ),
)
