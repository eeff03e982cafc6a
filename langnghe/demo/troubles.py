"""What residents photograph in the demo: a dark lamp, a hole, a heap. No real place, no face; the plate is blank."""

import random
from collections.abc import Callable

from langnghe.demo.street import GROUND, HEIGHT, WIDTH, Pen, mix

ROAD = GROUND + 46
# What an officer covers before a photo is shown, in parts of its width and height: left, top, width, height.
COVERS: dict[str, tuple[float, float, float, float]] = {"xe-dau-hem-21": (0.595, 0.735, 0.13, 0.075)}


def dark(pen: Pen, chance: random.Random) -> None:
    """A lamp that gives no light."""
    for x in (chance.randrange(160, 260), chance.randrange(620, 760)):
        pen.rectangle([x - 6, 140, x + 6, GROUND + 40], fill=(104, 106, 116))
        pen.line([(x, 142), (x + 66, 128)], fill=(104, 106, 116), width=9)
        pen.ellipse([x + 40, 126, x + 92, 162], fill=(70, 72, 84), outline=(120, 122, 134), width=3)


def _hole(pen: Pen, chance: random.Random) -> None:
    x, y = chance.randrange(380, 460), 540
    pen.ellipse([x - 120, y - 46, x + 120, y + 50], fill=(86, 84, 82), outline=(140, 138, 134), width=8)
    pen.ellipse([x - 84, y - 30, x + 90, y + 34], fill=(22, 22, 24))
    pen.polygon([(x - 116, y - 8), (x - 30, y - 40), (x - 10, y - 4), (x - 70, y + 36)], fill=(152, 148, 142))
    for crack in range(7):
        at = x - 180 + crack * 60
        pen.line([(at, y + 46), (at + chance.randrange(-30, 30), y + 84)], fill=(84, 84, 86), width=3)


def _heap(pen: Pen, chance: random.Random) -> None:
    left = chance.randrange(180, 260)
    pen.polygon([(left, 560), (left + 190, 330), (left + 300, 390), (left + 460, 560)], fill=(206, 176, 120))
    for _grain in range(240):
        x, y = left + chance.randrange(60, 400), chance.randrange(440, 556)
        pen.point((x, y), fill=(150, 120, 80))
    for row in range(5):
        for column in range(6):
            x, y = left + 480 + column * 34 + (row % 2) * 16, 530 - row * 22
            pen.rectangle([x, y, x + 30, y + 18], fill=mix((178, 84, 60), (140, 58, 42), chance.random()))


def _rubbish(pen: Pen, chance: random.Random) -> None:
    pen.rectangle([0, ROAD, WIDTH, HEIGHT], fill=(112, 128, 104))
    pen.rectangle([0, GROUND + 10, WIDTH, ROAD + 6], fill=(150, 142, 132))
    for _bag in range(26):
        x, y = chance.randrange(140, 760), chance.randrange(500, 590)
        colour = chance.choice([(236, 236, 232), (60, 62, 66), (204, 70, 60), (84, 132, 178), (232, 206, 96)])
        pen.ellipse([x, y, x + chance.randrange(40, 90), y + chance.randrange(26, 52)], fill=colour)
    pen.rounded_rectangle([520, 470, 760, 530], 14, fill=(214, 204, 190), outline=(150, 140, 126), width=4)


def _truck(pen: Pen, chance: random.Random) -> None:
    x = 330 + chance.randrange(10)
    pen.rectangle([x, 250, x + 270, 510], fill=(70, 110, 160), outline=(40, 70, 110), width=5)
    pen.polygon([(x + 270, 320), (x + 360, 330), (x + 400, 410), (x + 400, 510), (x + 270, 510)], fill=(226, 228, 232))
    pen.polygon([(x + 290, 338), (x + 350, 346), (x + 376, 406), (x + 290, 406)], fill=(120, 160, 188))
    pen.rectangle([x + 268, 480, x + 350, 512], fill=(250, 250, 250), outline=(30, 30, 30), width=3)
    for wheel in (x + 70, x + 330):
        pen.ellipse([wheel - 46, 470, wheel + 46, 562], fill=(34, 34, 38))
        pen.ellipse([wheel - 18, 498, wheel + 18, 534], fill=(150, 152, 156))


def _dogs(pen: Pen, chance: random.Random) -> None:
    for place in range(4):
        x, y = 150 + place * 180 + chance.randrange(50), 500 + chance.randrange(50)
        coat = chance.choice([(150, 104, 60), (90, 70, 54), (206, 170, 120), (60, 58, 58)])
        pen.rounded_rectangle([x, y - 46, x + 104, y], 22, fill=coat)
        pen.ellipse([x + 88, y - 74, x + 138, y - 30], fill=coat)
        pen.polygon([(x + 96, y - 68), (x + 104, y - 96), (x + 116, y - 70)], fill=coat)
        pen.line([(x + 4, y - 40), (x - 26, y - 70)], fill=coat, width=9)
        for leg in (x + 12, x + 34, x + 72, x + 90):
            pen.rectangle([leg, y - 6, leg + 10, y + 34], fill=coat)


def _cables(pen: Pen, chance: random.Random) -> None:
    lean = 40 + chance.randrange(30)
    pen.line([(300, GROUND + 46), (300 - lean, 60)], fill=(110, 82, 56), width=22)
    pen.line([(240 - lean, 96), (350 - lean, 84)], fill=(110, 82, 56), width=10)
    pen.rectangle([820, 90, 838, GROUND + 46], fill=(176, 176, 172))
    for wire in range(6):
        start, end, sag = 290 - lean, 828, 110 + wire * 40 + chance.randrange(20)
        parts = [place / 24 for place in range(25)]
        curve = [(start + (end - start) * part, 96 + 4 * sag * part * (1 - part)) for part in parts]
        pen.line(curve, fill=(26, 26, 30), width=4, joint="curve")


def _trench(pen: Pen, chance: random.Random) -> None:
    pen.polygon([(0, 540), (WIDTH, 500), (WIDTH, 566), (0, 620)], fill=(120, 92, 64))
    pen.polygon([(120, 560), (820, 530), (800, 556), (140, 596)], fill=(150, 160, 162))
    for _clod in range(60):
        x, y = chance.randrange(WIDTH), chance.randrange(480, 540)
        pen.ellipse([x, y, x + 26, y + 16], fill=mix((132, 102, 72), (96, 72, 50), chance.random()))


def _awning(pen: Pen, chance: random.Random) -> None:
    for stripe in range(10):
        colour = (204, 60, 54) if stripe % 2 else (246, 240, 230)
        x = 140 + stripe * 66
        pen.polygon([(x, 240), (x + 66, 240), (x + 46, 330), (x - 26, 330)], fill=colour)
    for x in (130, 750):
        pen.rectangle([x - 5, 326, x + 5, 560], fill=(150, 152, 156))
    for _table in range(4):
        x = 180 + _table * 140 + chance.randrange(20)
        pen.rectangle([x, 490, x + 76, 502], fill=(60, 110, 90))
        pen.rectangle([x + 32, 502, x + 44, 560], fill=(50, 90, 74))
        for chair in (x - 34, x + 82):
            pen.rectangle([chair, 516, chair + 30, 560], fill=(206, 70, 60))


# What a name shows, by a word in it.
KINDS: list[tuple[str, Callable[[Pen, random.Random], None]]] = [
    ("tat-den", dark), ("vo-nap", _hole), ("dong-cat", _heap), ("rac-ket", _rubbish), ("xe-dau", _truck),
    ("cho-hoang", _dogs), ("cot-nghieng", _cables), ("cap-chung", _cables), ("dao-duong", _trench),
    ("mai-che", _awning),
]  # fmt: skip
