"""The demo's photographs, drawn: what residents see, what an officer shows as proof. No real place, face or plate."""

import io
import random
from collections.abc import Callable

from PIL import ImageDraw

from langnghe.demo import troubles
from langnghe.demo.street import GROUND, HEIGHT, WIDTH, Pen, grain, mix, post, street


def drawn(name: str) -> bytes:
    """The picture of that name as a JPEG; the same name gives the same picture."""
    chance = random.Random(name)  # noqa: S311 - a picture, no secret
    kind = next((kind for word, kind in (*troubles.KINDS, *KINDS) if word in name), _bench)
    night = kind in (_lamp, troubles.dark)
    picture = street(chance, night=night)
    kind(ImageDraw.Draw(picture), chance)
    grain(picture, chance)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84)
    return out.getvalue()


def _lamp(pen: Pen, chance: random.Random) -> None:
    for x in (chance.randrange(160, 260), chance.randrange(620, 760)):
        for size in range(120, 20, -12):
            pen.ellipse([x + 66 - size, 144 - size, x + 66 + size, 144 + size],
                        fill=mix((255, 228, 150), (40, 44, 76), size / 122))  # fmt: skip
        pen.ellipse([x - 70, GROUND + 60, x + 200, GROUND + 130], fill=(112, 104, 80))
        pen.ellipse([x - 10, GROUND + 74, x + 140, GROUND + 114], fill=(158, 146, 104))
        pen.rectangle([x - 6, 140, x + 6, GROUND + 40], fill=(150, 150, 156))
        pen.line([(x, 142), (x + 66, 128)], fill=(150, 150, 156), width=9)
        pen.ellipse([x + 40, 126, x + 92, 162], fill=(255, 244, 200))


def _water(pen: Pen, chance: random.Random) -> None:
    pen.rectangle([0, GROUND + 46, WIDTH, HEIGHT], fill=(116, 158, 172))
    for _wave in range(46):
        x, y = chance.randrange(WIDTH), chance.randrange(GROUND + 60, HEIGHT - 8)
        pen.arc([x, y, x + 90, y + 14], 190, 350, fill=(158, 196, 204), width=3)
    pen.rectangle([0, GROUND + 30, WIDTH, GROUND + 52], fill=(150, 142, 132))
    for x in range(20, WIDTH, 96):
        pen.rectangle([x, GROUND - 26, x + 12, GROUND + 34], fill=(206, 206, 202))
    pen.rectangle([0, GROUND - 22, WIDTH, GROUND - 10], fill=(206, 206, 202))


def _red_bottles(pen: Pen, chance: random.Random) -> None:
    left = chance.randrange(220, 320)
    pen.rectangle([left - 40, 190, left + 420, 560], fill=(196, 34, 30), outline=(120, 18, 18), width=8)
    pen.rectangle([left - 16, 216, left + 396, 536], fill=(238, 232, 226))
    for place in range(4):
        x = left + 8 + place * 98
        pen.rounded_rectangle([x, 318, x + 64, 520], 26, fill=(208, 30, 30))
        pen.rectangle([x + 22, 284, x + 42, 322], fill=(34, 34, 38))
        pen.line([(x + 40, 292), (x + 70, 300), (x + 66, 380)], fill=(34, 34, 38), width=7)
        pen.ellipse([x + 18, 350, x + 46, 378], fill=(250, 250, 250))
        pen.line([(x + 32, 364), (x + 42, 356)], fill=(30, 140, 60), width=4)


def _lines(pen: Pen, chance: random.Random) -> None:
    pen.polygon([(0, 560), (WIDTH, 500), (WIDTH, 518), (0, 584)], fill=(246, 246, 240))
    for place in range(6):
        x = 180 + place * 104 + chance.randrange(8)
        pen.polygon([(x, 530), (x + 52, 526), (x + 30, 632), (x - 36, 636)], fill=(244, 206, 64))
    post(pen, 120, (36, 92, 170))


def _sign(pen: Pen, chance: random.Random) -> None:
    post(pen, chance.randrange(380, 560), (206, 36, 36))
    pen.line([(0, 560), (WIDTH, 560)], fill=(240, 240, 236), width=10)


def _camera(pen: Pen, chance: random.Random) -> None:
    x = chance.randrange(420, 540)
    pen.rectangle([x - 10, 60, x + 10, GROUND + 50], fill=(176, 178, 182))
    pen.line([(x, 96), (x + 120, 96)], fill=(176, 178, 182), width=14)
    pen.polygon(
        [(x + 96, 84), (x + 260, 112), (x + 250, 182), (x + 84, 152)], fill=(244, 244, 246), outline=(120, 122, 128)
    )
    pen.ellipse([x + 226, 116, x + 276, 180], fill=(28, 30, 36))
    pen.ellipse([x + 242, 134, x + 262, 158], fill=(70, 110, 170))


def _road(pen: Pen, chance: random.Random) -> None:
    pen.polygon([(300, GROUND), (660, GROUND), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(202, 200, 194))
    for y in range(GROUND + 20, HEIGHT, 46):
        spread = (y - GROUND) * 1.45
        pen.line([(300 - spread, y), (660 + spread, y)], fill=(178, 176, 170), width=3)
    pen.polygon([(660, GROUND), (700, GROUND), (WIDTH, 616), (WIDTH, HEIGHT)], fill=(128, 124, 118))


def _tree(pen: Pen, chance: random.Random) -> None:
    x = chance.randrange(380, 520)
    pen.rectangle([x - 12, 300, x + 12, GROUND + 40], fill=(106, 76, 50))
    for _leaf in range(60):
        at = (x + chance.randrange(-130, 110), 190 + chance.randrange(-90, 90))
        pen.ellipse([at[0], at[1], at[0] + 54, at[1] + 44], fill=mix((58, 128, 62), (120, 174, 84), chance.random()))
    pen.ellipse([x - 80, GROUND + 22, x + 80, GROUND + 60], fill=(110, 84, 58))


def _table(pen: Pen, chance: random.Random) -> None:
    pen.rectangle([0, 0, WIDTH, HEIGHT], fill=(226, 218, 200))
    pen.rectangle([0, 70, WIDTH, 150], fill=(190, 40, 44))
    for place in range(9):
        pen.line([(90 + place * 96, 96), (146 + place * 96, 96)], fill=(250, 226, 120), width=16)
    pen.polygon([(80, 420), (880, 420), (960, 640), (0, 640)], fill=(150, 106, 70))
    for place in range(7):
        x = 150 + place * 100 + chance.randrange(14)
        pen.polygon([(x, 470), (x + 66, 466), (x + 60, 560), (x - 10, 566)], fill=(252, 250, 244))
        for row in range(4):
            pen.line([(x + 6, 486 + row * 18), (x + 54, 484 + row * 18)], fill=(150, 152, 160), width=3)
        pen.ellipse([x - 4, 300, x + 66, 380], fill=(84, 70, 62))
        pen.rounded_rectangle(
            [x - 16, 372, x + 78, 430], 24, fill=chance.choice([(70, 110, 90), (90, 96, 140), (160, 90, 80)])
        )


def _bench(pen: Pen, chance: random.Random) -> None:
    for x in (170, 540):
        pen.rectangle([x, 404, x + 250, 430], fill=(196, 192, 186), outline=(130, 128, 124), width=3)
        pen.rectangle([x, 330, x + 250, 366], fill=(206, 202, 196), outline=(130, 128, 124), width=3)
        for leg in (x + 22, x + 210):
            pen.rectangle([leg, 366, leg + 22, 486], fill=(160, 158, 152))


# What a name shows, by a word in it.
KINDS: list[tuple[str, Callable[[Pen, random.Random], None]]] = [
    ("den", _lamp), ("cong-", _road), ("nao", _water), ("suoi", _water), ("kenh", _water), ("ranh", _water),
    ("be-nuoc", _water), ("chua-chay", _red_bottles), ("lien-gia", _red_bottles), ("vach", _lines),
    ("giam-toc", _lines), ("hem-21", _lines),
    ("camera", _camera), ("guong", _sign), ("bien", _sign), ("be-tong", _road), ("thong", _road),
    ("cay", _tree), ("ky", _table), ("can-cuoc", _table), ("tap", _table), ("cot", _camera),
]  # fmt: skip
