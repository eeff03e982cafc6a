"""Fills the board of the served installation: `python -m bench.fill_board SLUG COUNT [FIRST]`.

300,000 releases one by one would take hours, so the rows are written as the actions write them, without the ledger's
entries: an opinion, its joining, its matter with the row of the search index, every third with an answer, and presses
on Tôi cũng gặp. Made anew for every run: a kept copy would outlive the tables it was made for.
"""

import os
import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from langnghe.kernel.clock import HANOI, now  # noqa: E402
from langnghe.kernel.ids import uuid7  # noqa: E402
from langnghe.language.topics import TOPICS  # noqa: E402
from langnghe.matters import indexing  # noqa: E402
from langnghe.matters.models import Answer, Joining, Matter, MatterCounter, Support  # noqa: E402
from langnghe.opinions import finding  # noqa: E402
from langnghe.opinions.models import Opinion, SerialCounter  # noqa: E402
from langnghe.people.models import Mandate  # noqa: E402
from langnghe.places.models import ResidentialGroup, Ward  # noqa: E402
from langnghe.searching import ordinals  # noqa: E402
from langnghe.searching.models import Passage, Published  # noqa: E402
from langnghe.searching.writing import Text  # noqa: E402

SLICE = 2_000
DAYS = 5 * 365
THINGS = [
    "Đèn đường",
    "Nắp cống",
    "Rác thải",
    "Chó thả rông",
    "Loa kẹo kéo",
    "Xe tải",
    "Vỉa hè",
    "Dây điện",
    "Cây xanh",
]
TROUBLES = [
    "hỏng lâu ngày",
    "bị lấn chiếm",
    "tràn ra đường",
    "gây nguy hiểm cho học sinh",
    "ồn tới khuya",
    "bị che khuất",
]
STREETS = ["Lê Lợi", "Hai Bà Trưng", "Trần Phú", "Nguyễn Tất Thành", "Đinh Tiên Hoàng", "Hùng Vương", "Phan Đình Phùng"]
STATES = ["open"] * 3 + ["answered"] * 5 + ["promised", "declined", "handed_over", "kept"]
Rows = tuple[Opinion, Matter, Joining, Answer | None, list[Support]]


def main(slug: str, count: int, first: int = 1_000) -> None:
    """Write `count` matters on the board of a ward."""
    ward = Ward.objects.get(slug=slug)
    made = rows_of(ward, count, first, random.Random(count))
    while some := list(islice(made, SLICE)):
        write(some)
    for counter in (MatterCounter, SerialCounter):
        for year in range(now().year - 5, now().year + 1):
            counter.objects.update_or_create(ward=ward, year=year, defaults={"last": first + count})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rows_of(ward: Ward, count: int, first: int, chance: random.Random) -> Iterator[Rows]:
    """The rows of `count` matters of a ward, oldest first."""
    chief = Mandate.objects.filter(ward=ward, post__role="police_chief").first()
    groups = list(ResidentialGroup.objects.filter(ward=ward))
    topics = [topic.code for topic in TOPICS.values() if "." in topic.code]
    for number in range(first, first + count):
        yield _one(
            ward, number, count - number + first, chief, chance.choice(groups), chance.choice(topics), chance, count
        )


def _one(
    ward: Ward, number: int, age: int, chief: Mandate | None, group: ResidentialGroup, topic: str,
    chance: random.Random, count: int,
) -> Rows:  # fmt: skip
    at = now() - timedelta(seconds=DAYS * 86_400 * age / count)
    place = f"hẻm {chance.randrange(1, 900)} {chance.choice(STREETS)}"
    title = f"{chance.choice(THINGS)} {chance.choice(TROUBLES)} ở {place}"
    text = f"{title}. Bà con đi lại rất khó, mong phường xem giúp, mã cột {chance.randrange(10_000)}. " * 2
    opinion = Opinion(
        ward=ward, year=at.year, number=number, channel="web", received_at=at, words=text, folded="", group=group,
        may_publish_words=True, salt=b"", commitment=b"", attempt=uuid7().bytes, secret_hash=b"", topic=topic,
        taken_up_at=at, shown_at=at,
    )  # fmt: skip
    matter = Matter(
        ward=ward, year=at.year, number=number, source=opinion, topic=topic, group=group, place=place,
        state=chance.choice(STATES), raised_on=at.astimezone(HANOI).date(), opened_at=at, title=title, text=text,
        due_on=at.astimezone(HANOI).date() + timedelta(days=21), wording="sender", released_at=at, released_by=chief,
        changed_at=at, board_row=ordinals.of_moment(at), latitude=13.97 + chance.random() / 50,
        longitude=108 + chance.random() / 50,
    )  # fmt: skip
    joining = Joining(ward=ward, matter=matter, opinion=opinion, joined_at=at, joined_by=chief)
    answered = matter.state == "answered"
    answer = Answer(ward=ward, matter=matter, kind="accepted", words="Phường đã cho người xem.", answered_on=at.date(),
                    released_at=at, released_by=chief) if answered else None  # fmt: skip
    pressed = [Support(ward=ward, matter=matter, kind="browser", mark=uuid7().bytes * 2, at=at) for _ in range(age % 4)]
    return opinion, matter, joining, answer, pressed


@transaction.atomic
def write(some: list[Rows]) -> None:
    """Write these rows in one transaction."""
    Opinion.objects.bulk_create(row[0] for row in some)
    Matter.objects.bulk_create(row[1] for row in some)
    Joining.objects.bulk_create(row[2] for row in some)
    Answer.objects.bulk_create(row[3] for row in some if row[3])
    Support.objects.bulk_create(press for row in some for press in row[4])
    Passage.objects.bulk_create(text.row(Passage) for row in some for text in _texts(row))  # type: ignore[misc]
    told = (indexing.published(row[1], [row[3].words] if row[3] else []) for row in some)
    Published.objects.bulk_create(text.row(Published) for text in told)  # type: ignore[misc]


def _texts(row: Rows) -> Iterator[Text]:
    """What officers find of a row."""
    yield finding.text_of(row[0])
    yield indexing.text_of(row[1])
    if row[3]:
        yield indexing.text_of_said(row[3])


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
