"""What officers find of an opinion: its words, what was added, what the ward asked. Written with the rows."""

from collections.abc import Iterator

from langnghe.opinions.models import Addition, Opinion, Question
from langnghe.searching import writing as searching
from langnghe.searching.writing import Text, passage

KINDS = ("opinion", "addition", "question")


def text_of(opinion: Opinion) -> Text:
    """An opinion's own words and place, as they are found."""
    return passage(opinion.id, opinion.ward_id, "opinion", opinion.id, opinion.words, opinion.place)


def text_of_later(said: Addition | Question) -> Text:
    """What the sender added or the ward asked, found with the opinion."""
    kind = "addition" if isinstance(said, Addition) else "question"
    return passage(said.id, said.ward_id, kind, said.opinion_id, said.words)


def forget(opinion: Opinion) -> None:
    """Let nothing of an opinion be found any more, while its additions and questions still stand."""
    later = [
        *Addition.objects.filter(opinion=opinion).values_list("id", flat=True),
        *Question.objects.filter(opinion=opinion).values_list("id", flat=True),
    ]
    searching.forget(opinion.id, *later)


def every_text() -> Iterator[Text]:
    """Everything of this room that can be found, to make the index anew."""
    for opinion in Opinion.objects.filter(erased_at=None).order_by("id").iterator():
        yield text_of(opinion)
    for rows in (Addition, Question):
        for said in rows._default_manager.order_by("id").iterator():
            yield text_of_later(said)
