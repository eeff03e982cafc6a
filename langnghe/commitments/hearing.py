"""What a page posted about a promise, turned into one verb. Who speaks the page has found out already."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from langnghe.commitments import reads, rules, voices
from langnghe.commitments.models import Commitment
from langnghe.files.models import File
from langnghe.kernel.actors import Bearer
from langnghe.kernel.refused import Refused

CONFIRM, CONTEST = "confirm", "contest"


def hear(
    about: tuple[str, UUID],
    sent: Mapping[str, str],
    voice: rules.Sender | rules.Stranger,
    *,
    photos: Sequence[File] = (),
    by: Bearer,
) -> str:
    """Do what the part `say.html` asked: confirm or contest one promise of the matter `about`. What to tell them.

    Refused with a sentence when there is no such promise, or when the rules say no.
    """
    row, claim = _promise(about, sent.get("promise", "")), _number(sent.get("claim", ""))
    if sent.get("say") == CONFIRM:
        voices.confirm(row, voice=voice, photos=photos, claim=claim, by=by)
        return _("Đã ghi lời xác nhận. Cảm ơn bà con đã kiểm tra giúp.")
    if sent.get("say") != CONTEST:
        raise Refused(_("Xin chọn «Đã xong» hoặc «Chưa xong»."))
    voices.contest(row, voice=voice, words=sent.get("words", ""), photos=photos, claim=claim, by=by)
    if voice.role == "stranger":
        return _("Đã ghi lời phản đối. Mặt trận sẽ xem; hai người ngoài đơn vị đồng ý thì việc được mở lại.")
    return _("Đã ghi là chưa xong. Việc được mở lại ngay và phường thấy ngay.")


def _promise(about: tuple[str, UUID], number: str) -> Commitment:
    found = reads.numbered(*about, _number(number) or 0)
    if found is None:
        raise Refused(_("Không tìm thấy lời hứa này. Xin mở lại trang rồi chọn lại."))
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None
