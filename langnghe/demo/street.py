"""Where the demo's photographs are taken: a street of tube houses by day or night. No real place."""

import random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640
GROUND = 430
Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]
DAY, DUSK = ((203, 224, 240), (150, 190, 222)), ((58, 66, 104), (24, 28, 54))


def street(chance: random.Random, *, night: bool) -> Image.Image:
    """Sky, a row of houses, pavement and road."""
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    low, high = DUSK if night else DAY
    for y in range(GROUND):
        share = y / GROUND
        pen.line([(0, y), (WIDTH, y)], fill=mix(high, low, share))
    x = -chance.randrange(60)
    while x < WIDTH:
        x += _house(pen, chance, x, night=night)
    pen.rectangle([0, GROUND, WIDTH, GROUND + 46], fill=(92, 90, 92) if night else (188, 180, 170))
    for edge in range(0, WIDTH, 60):
        pen.line([(edge, GROUND), (edge - 30, GROUND + 46)], fill=(78, 76, 80) if night else (168, 160, 150), width=2)
    pen.rectangle([0, GROUND + 46, WIDTH, HEIGHT], fill=(46, 46, 52) if night else (112, 112, 116))
    return picture


def _house(pen: Pen, chance: random.Random, x: int, *, night: bool) -> int:
    """A tube house: how wide it is."""
    wide, tall = chance.randrange(110, 190), chance.randrange(170, 330)
    wall = chance.choice([(236, 214, 178), (214, 226, 214), (232, 200, 184), (206, 214, 228), (240, 232, 210)])
    wall = mix(wall, (30, 32, 52), 0.72) if night else wall
    top = GROUND - tall
    pen.rectangle([x, top, x + wide, GROUND], fill=wall)
    pen.polygon(
        [(x - 8, top), (x + wide + 8, top), (x + wide - 14, top - 26), (x + 14, top - 26)],
        fill=mix(wall, (140, 62, 44), 0.62),
    )
    for floor in range(top + 24, GROUND - 90, 74):
        for column in (x + 20, x + wide - 58):
            lit = night and chance.random() < 0.4
            pen.rectangle(
                [column, floor, column + 38, floor + 44],
                fill=(250, 214, 130) if lit else mix(wall, (40, 58, 84), 0.66),
            )
    pen.rectangle([x + wide // 2 - 26, GROUND - 78, x + wide // 2 + 26, GROUND], fill=mix(wall, (70, 52, 40), 0.6))
    return wide + chance.randrange(4, 14)


def post(pen: Pen, x: int, plate: Colour) -> None:
    pen.rectangle([x - 6, 200, x + 6, GROUND + 50], fill=(170, 170, 174))
    pen.ellipse([x - 62, 130, x + 62, 254], fill=plate, outline=(250, 250, 250), width=9)
    pen.rectangle([x - 34, 182, x + 34, 202], fill=(250, 250, 250))


def grain(picture: Image.Image, chance: random.Random) -> None:
    """A little unevenness, as a phone's picture has."""
    pen = ImageDraw.Draw(picture)
    for _speck in range(1500):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        seen = picture.getpixel((x, y))
        assert isinstance(seen, tuple)
        pen.point((x, y), fill=mix((int(seen[0]), int(seen[1]), int(seen[2])), (255, 255, 255), chance.random() * 0.2))


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with that share of `other`."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue
