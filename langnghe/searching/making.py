"""Making the indexes anew from the rows they speak of: after an upgrade that reads words otherwise, or on command."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction

from langnghe.searching import writing
from langnghe.searching.models import Indexed, Making, Passage, Published
from langnghe.searching.writing import Text

# Raised whenever `words` reads a text otherwise than before.
FORM = 1
SLICE = 1_000
Source = tuple[type[Indexed], Callable[[], Iterator[Text]]]


def is_due() -> bool:
    """Whether the indexes hold another form of words than this version reads."""
    return not Making.objects.filter(form=FORM).exists()


def make_anew(sources: Iterable[Source]) -> int:
    """Empty both indexes and write every text; how many. What is written meanwhile by others is written again."""
    for index in (Passage, Published):
        _empty(index)
    count = sum(_write(index, texts()) for index, texts in sources)
    Making.objects.all().delete()
    Making.objects.create(form=FORM)
    return count


def _empty(index: type[Indexed]) -> None:
    while some := list(index._default_manager.order_by("ordinal").values_list("ordinal", flat=True)[:SLICE]):
        writing.remove(index, some)


def _write(index: type[Indexed], texts: Iterator[Text]) -> int:
    count = 0
    for some in _slices(texts):
        with transaction.atomic():
            writing.remove(index, (text.ordinal for text in some))
            writing.put_rows([text.row(index) for text in some])
        count += len(some)
    return count


def _slices(texts: Iterator[Text]) -> Iterator[list[Text]]:
    while some := list(islice(texts, SLICE)):
        yield some
