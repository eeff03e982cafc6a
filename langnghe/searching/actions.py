"""Verbs about a ward's abbreviations: add one, use a built-in one no more, take either back."""

from django.db import transaction
from django.utils.translation import gettext as _

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.ledger.actions import record
from langnghe.people.models import Mandate
from langnghe.people.rules import check_may
from langnghe.places.models import Ward
from langnghe.searching.abbreviations import Pair, built_in
from langnghe.searching.models import Abbreviation
from langnghe.searching.reads import forget_known
from langnghe.searching.words import words_of

CAPABILITY = "words.manage"
LONGEST_SHORT, LONGEST_LONG, MOST_WORDS, MOST = 20, 80, 8, 300


@transaction.atomic
def add(ward: Ward, short: str, long: str, *, by: Mandate) -> Abbreviation:
    """Let a short form be found by what it stands for, and the other way round.

    Refused without words, for a short form of several words, and for what is known already.
    """
    check_may(by, CAPABILITY, ward)
    pair = Pair(_tidy(short), _tidy(long))
    _check(pair)
    if pair.key in {known.key for group in built_in() for known in group.pairs}:
        return _use_again(ward, pair, by)
    if Abbreviation.objects.filter(ward=ward, key=pair.key).exists():
        raise Refused(_("Chữ viết tắt này đã có trong danh sách của phường."))
    if Abbreviation.objects.filter(ward=ward).count() >= MOST:
        raise Refused(_("Danh sách của phường đã đủ 300 chữ viết tắt. Xin bỏ bớt chữ không còn dùng."))
    return _keep("abbreviation.added", Abbreviation(ward=ward, short=pair.short, long=pair.long, key=pair.key), by)


@transaction.atomic
def drop(ward: Ward, key: str, *, by: Mandate) -> Abbreviation:
    """Let a built-in abbreviation count no more here, where it means something else. Twice does no harm."""
    check_may(by, CAPABILITY, ward)
    pair = next((known for group in built_in() for known in group.pairs if known.key == key), None)
    if pair is None:
        raise Refused(_("Không có chữ viết tắt này trong danh sách có sẵn."))
    dropped = Abbreviation.objects.filter(ward=ward, key=key).first()
    if dropped is not None:
        return dropped
    row = Abbreviation(ward=ward, short=pair.short, long=pair.long, key=pair.key, dropped=True)
    return _keep("abbreviation.dropped", row, by)


@transaction.atomic
def take_back(row: Abbreviation, *, by: Mandate) -> None:
    """Remove what the ward added, or use the built-in one again."""
    check_may(by, CAPABILITY, row.ward)
    _take_back(row, by)


def _use_again(ward: Ward, pair: Pair, by: Mandate) -> Abbreviation:
    """What comes with the program needs no adding; only what was dropped comes back."""
    dropped = Abbreviation.objects.filter(ward=ward, key=pair.key).first()
    if dropped is None:
        raise Refused(_("Chữ viết tắt này đã có sẵn, không cần thêm."))
    _take_back(dropped, by)
    return dropped


def _take_back(row: Abbreviation, by: Mandate) -> None:
    kept = row.id
    row.delete()
    record("abbreviation.taken_back", ward_id=row.ward_id, subject=("searching", kept), by=by.actor)
    forget_known()


def _keep(kind: str, row: Abbreviation, by: Mandate) -> Abbreviation:
    row.save(force_insert=True)
    record(kind, ward_id=row.ward_id, subject=("searching", row.id), by=by.actor)
    forget_known()
    return row


def _tidy(text: str) -> str:
    return " ".join(clean_text(text).split())


def _check(pair: Pair) -> None:
    short, long = words_of(pair.short), words_of(pair.long)
    if not short or not long:
        raise Refused(_("Xin ghi chữ viết tắt và lời đầy đủ, ví dụ: NVH và nhà văn hóa."))
    if len(pair.short) > LONGEST_SHORT or len(pair.long) > LONGEST_LONG or len(long) > MOST_WORDS:
        raise Refused(_("Chữ viết tắt dài quá 20 hoặc lời đầy đủ dài quá 80 chữ cái. Xin viết gọn lại."))
    if len(short) > 1 or len(short[0].plain) > 1:
        raise Refused(_("Chữ viết tắt phải viết liền, không có dấu cách hay dấu chấm, ví dụ: NVH."))
    if [word.plain for word in short] == [word.plain for word in long]:
        raise Refused(_("Hai ô đang giống nhau. Xin ghi lời đầy đủ ở ô thứ hai."))
