"""No two things in the picture of a fish touch, and nothing stands outside it."""

import itertools

import pytest

from leanplan.text_width import text_width
from reviews.fishbone.layout import BADGE_TEXT, NOTE, TEXT, BoneIn, CauseIn, fish

QUESTION = "Hva hindrer enheten i å lykkes fullt ut med Lean kontinuerlig forbedring?"
NAMES = (
    "Ledelse", "Mennesker og kompetanse", "Metode og arbeidsform", "Tid og ressurser",
    "Måling og mål", "Omgivelser og samarbeid", "Utstyr, lokaler og digitale verktøy vi bruker",
    "Økonomi", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Annet",
)
TEXTS = (
    "Uklart hva TOL venter av framdrift", "Nattevakter er aldri med",
    "Mange små stillinger, få til stede samtidig, og vikarer som ikke kjenner tavla eller vet hva "
    "møtet er til for, så ingen tar ordet",
    "Menneskerettighetsorganisasjonsarbeidsmiljøutvalgsmedlemskapsopplysninger " * 2,
    "Møtet faller bort når det er travelt",
)
# How many causes stand on each bone.
SPREADS = {
    "nothing": (0,) * 6, "3": (0, 1, 1, 1, 0, 0), "5": (1, 2, 1, 0, 1, 0),
    "25": (4, 5, 4, 4, 4, 4), "40": (8, 7, 7, 6, 6, 6), "60": (10,) * 6,
    "60 on one bone": (60, 0, 0, 0, 0, 0), "60 on the last": (0, 0, 0, 0, 0, 60),
    "one bone": (7,), "two bones": (12, 3), "five bones": (3, 20, 0, 1, 2),
    "ten bones": (4,) * 10, "150 causes": (25,) * 6,
}


def drawn(spread, *, question=QUESTION, long=False):
    bones = [
        BoneIn(NAMES[place], [
            CauseIn(
                "Å" * 200 if long else TEXTS[(place + number) % len(TEXTS)][:200],
                badge="R1 R2" if number == 1 else "R12" if number == 4 else "",
                note="12 stemmer" if number % 3 == 0 else "",
            )
            for number in range(count)
        ])
        for place, count in enumerate(spread)
    ]
    return fish(question, bones)


def boxes(picture):
    """Everything with words in it."""
    return [
        picture.head, *(bone.label for bone in picture.bones),
        *(cause.box for bone in picture.bones for cause in bone.causes),
        *(cause.note_box for bone in picture.bones for cause in bone.causes if cause.note_box),
    ]


def overlap(one, other):
    return (
        min(one.right, other.right) - max(one.x, other.x) > 0.5
        and min(one.bottom, other.bottom) - max(one.y, other.y) > 0.5
    )


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
def test_fish_boxes_never_overlap(spread, long):
    found = boxes(drawn(spread, long=long))
    assert len(found) >= 1 + len(spread) + sum(spread)
    assert [pair for pair in itertools.combinations(found, 2) if overlap(*pair)] == []


@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
@pytest.mark.parametrize("question", [QUESTION, "Q? " * 60, "Å" * 200])
def test_fish_nothing_stands_outside(spread, question):
    picture = drawn(spread, question=question)
    for box in boxes(picture):
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= picture.width
        assert box.bottom <= picture.height


@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
def test_fish_words_stay_in_their_box(spread):
    picture = drawn(spread)
    for bone in picture.bones:
        for line in bone.label_lines:
            width = text_width(line.text, TEXT, semibold=True)
            assert bone.label.x <= line.x - width / 2
            assert line.x + width / 2 <= bone.label.right
        for cause in bone.causes:
            for line in cause.lines:
                end = line.x + text_width(line.text, TEXT, semibold=cause.is_root)
                limit = cause.box.right
                if cause.note:
                    limit = cause.note.x - text_width(cause.note.text, NOTE)
                assert cause.box.x <= line.x
                assert end <= limit + 0.01
            if cause.badge:
                wide = text_width(cause.badge_text.text, BADGE_TEXT, semibold=True)
                assert wide <= cause.badge.width
                assert cause.badge.right <= cause.lines[0].x


@pytest.mark.parametrize("spread", SPREADS.values(), ids=SPREADS)
def test_fish_no_bone_runs_through_words(spread):
    picture = drawn(spread)
    words = boxes(picture)[1 + len(picture.bones):]
    assert len(words) >= sum(spread)
    for bone in picture.bones:
        (x0, y0), (x1, y1) = bone.far, bone.joint
        for step in range(201):
            x, y = x0 + (x1 - x0) * step / 200, y0 + (y1 - y0) * step / 200
            through = [
                box for box in words
                if box.x < x < box.right and box.y < y < box.bottom
            ]
            assert through == []


def test_fish_with_many_on_one_bone_keeps_its_shape():
    """60 causes on one bone stand on both sides of it, so that they are read on a page."""
    ordinary = [CauseIn("Møtet faller bort når det er travelt")] * 60
    picture = fish(QUESTION, [BoneIn("Ledelse", ordinary), *map(BoneIn, NAMES[1:6])])
    assert picture.height < picture.width


def test_fish_dots_stand_on_their_bone():
    for bone in drawn((12, 3, 9)).bones:
        (x0, y0), (x1, y1) = bone.far, bone.joint
        for cause in bone.causes:
            on_bone = x0 + (x1 - x0) * (cause.y - y0) / (y1 - y0)
            assert cause.dot == pytest.approx(on_bone)
