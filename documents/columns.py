"""Which column is which, told from its heading: bokmål or nynorsk, in any order."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Role(StrEnum):
    """What a column of the plan's table holds."""

    CHALLENGE = "challenge"
    MEASURE = "measure"
    OWNER = "owner"
    DEADLINE = "deadline"
    NUMBER = "number"
    OTHER = "other"


WORDS = {
    Role.CHALLENGE: r"(hoved)?utfordring(er|en|ene|ar|a|ane)?|problem(er|et|ene|stilling(er|ar)?)?",
    Role.MEASURE: r"(forbedrings|forbetrings)?tiltak(et|ene|a|i)?|aktivitet(er|ar)?",
    Role.OWNER: r"(hoved)?ansvar(et)?|(hoved)?ansvarl[ie]g(e|leg)?|(hoved)?ansvarleg(e)?"
    r"|ansvarshavende|ansvarshavar|hvem|kven|eier(e)?|eigar(ar)?",
    Role.DEADLINE: r"(tids|gjennomførings)?frist(er|en|ar)?|når|tidspunkt|tidsramme|tidsplan",
    Role.NUMBER: r"(løpe)?n(umme)?r|#|lnr|id",
}
KNOWN = (Role.CHALLENGE, Role.MEASURE, Role.OWNER, Role.DEADLINE)


def column_role(heading: str) -> Role:
    """What a column with this heading holds; OTHER where the heading is not known."""
    exact = _exact(heading)
    if exact is not None:
        return exact
    words = _plain(heading)
    starting = [
        role for role in KNOWN if re.match(rf"({WORDS[role]})\b(?!\s*(nr|nummer)\b)", words)
    ]
    # "Ansvar og frist" in one column is two things: which is which cannot be told.
    mixed = len({role for role in KNOWN if re.search(rf"\b({WORDS[role]})\b", words)}) > 1
    return starting[0] if starting and not mixed and len(words) <= 40 else Role.OTHER


def column_roles(headings: Sequence[str]) -> tuple[Role, ...]:
    """The roles of the columns of one heading row. Each known role is given once.

    Where two headings claim the same role, an exact one wins over "Tiltak som vurderes", and the
    first wins over the second; the other is OTHER and its content will be reported.
    """
    roles = [column_role(heading) for heading in headings]
    for role in KNOWN:
        claims = [index for index, each in enumerate(roles) if each is role]
        keep = next((i for i in claims if _exact(headings[i]) is role), claims[0] if claims else -1)
        for index in claims:
            if index != keep:
                roles[index] = Role.OTHER
    return tuple(roles)


def is_heading_row(headings: Sequence[str], *, strict: bool = False) -> bool:
    """Whether a table row with these texts is a row of column headings for a plan.

    It must name the measures and one column more. Below the first heading row `strict` asks for
    two headings that say nothing else, so that "Tiltak følges ikke opp" is read as a challenge.
    """
    roles = [_exact(heading) if strict else column_role(heading) for heading in headings]
    return Role.MEASURE in roles and len(set(roles) & set(KNOWN)) >= 2


def _exact(heading: str) -> Role | None:
    words = _plain(heading)
    return next((role for role, word in WORDS.items() if re.fullmatch(word, words)), None)


def _plain(heading: str) -> str:
    """Lower case, no brackets, colon or other marks: "Utfordring(er):" is "utfordringer"."""
    joined = re.sub(r"\((\w{1,3})\)", r"\1", heading.lower())
    joined = re.sub(r"(\w)/(e?n?e|er|ar|leg|lig)\b", r"\1", joined)
    joined = re.sub(r"^\s*(\d+|[a-d])[.)]\s*", "", joined)
    return re.sub(r"[^\w\s#]+", " ", joined).strip().replace("  ", " ")
