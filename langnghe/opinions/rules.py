"""Decisions about opinions: nothing here writes. Every way in asks the same questions here."""

import math
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langnghe.kernel.folding import clean_text
from langnghe.kernel.refused import Refused
from langnghe.language.topics import topic_of
from langnghe.opinions.guards import Guard

MAX_WORDS = 20_000
MAX_PLACE = 200
MAX_CONTACT = 200
MAX_NOTE = 90
MAX_PHOTOS = 5
POLES, DATE_LINE = 90, 180
NO_SUCH_GROUP = gettext_lazy("Tổ này không còn trong danh sách của phường. Xin chọn lại, hoặc để «không rõ».")
NO_SUCH_TOPIC = gettext_lazy("Lĩnh vực này không có trong danh sách. Xin chọn lại, hoặc để «chưa rõ».")


@dataclass(frozen=True)
class Taken:
    """How an officer wrote an opinion down for somebody: under which mandate, and what was agreed.

    `secret_shown`: the receipt's secret goes over a staff screen or printer, and so counts as seen by staff.
    """

    mandate_id: UUID
    call_back: bool = False
    secret_shown: bool = False


@dataclass(frozen=True)
class Submission:
    """What a resident sends. `token`: the form's own random token, by which the same form sent twice is recognised.

    `latitude`, `longitude`: WGS 84 degrees, both or none. `safe_note`: when and how it is safe to reach the sender;
    sealed with the contact. `crime`: the sender calls it a crime report. `photos`: ids of cleaned files, in order;
    `photo_marks` stand for them when the same form is recognised (ids change when a photo is sent again).
    """

    words: str
    token: str = ""
    group_id: UUID | None = None
    place: str = ""
    contact: str = ""
    may_publish_words: bool = False
    may_publish_summary: bool = False
    taken: Taken | None = None
    topic: str = ""
    latitude: float | None = None
    longitude: float | None = None
    about_officer: bool = False
    crime: bool = False
    safe_note: str = ""
    photos: tuple[UUID, ...] = ()
    photo_marks: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """Everything that makes this opinion this one, but for the words: a changed field is another opinion."""
        return (
            self.group_id, self.place, self.contact, self.may_publish_words, self.may_publish_summary, self.topic,
            self.latitude, self.longitude, self.about_officer, self.crime, self.safe_note,
            self.photo_marks or self.photos, self.taken,
        )  # fmt: skip


def check(sent: Submission) -> str:
    """The words as they will be kept. Refused when anything that was sent cannot be kept."""
    words = check_words(sent.words)
    check_place(sent.place)
    check_contact(sent.contact)
    check_note(sent.safe_note)
    check_topic(sent.topic)
    check_point(sent.latitude, sent.longitude)
    check_photos(len(sent.photos))
    return words


def check_words(words: str) -> str:
    """The words as they will be kept. Refused when there is nothing to read or far too much."""
    tidy = clean_text(words)
    if not any(sign.isalnum() for sign in tidy):
        raise Refused(_("Xin bà con viết vài chữ để phường biết chuyện gì, ở đâu."))
    if len(tidy) > MAX_WORDS:
        raise Refused(_("Lời quá dài: tối đa 20.000 chữ cái. Xin gửi làm hai lần, hoặc gọi trực ban để được ghi giúp."))
    return tidy


def check_place(text: str) -> None:
    """Refused when the place does not fit on a line of the slip."""
    if len(text) > MAX_PLACE:
        raise Refused(_("Chỗ này ghi dài quá 200 chữ, xin ghi gọn lại; kể thêm thì viết vào lời."))


def check_contact(text: str) -> None:
    """Refused when the contact is longer than any number or address."""
    if len(text) > MAX_CONTACT:
        raise Refused(_("Cách liên hệ dài quá 200 chữ, xin ghi gọn lại."))


def check_note(text: str) -> None:
    """Refused when the note about a safe hour is longer than a line."""
    if len(text) > MAX_NOTE:
        raise Refused(_("Lời dặn giờ gọi dài quá 90 chữ, xin ghi gọn lại."))


def check_topic(code: str) -> None:
    """Refused when nobody offered this topic."""
    if code and topic_of(code) is None:
        raise Refused(str(NO_SUCH_TOPIC))


def check_point(latitude: float | None, longitude: float | None) -> None:
    """Refused when the two numbers are not one place on earth."""
    if latitude is None and longitude is None:
        return
    here = latitude is not None and longitude is not None and math.isfinite(latitude) and math.isfinite(longitude)
    if not here or abs(latitude or 0) > POLES or abs(longitude or 0) > DATE_LINE:
        raise Refused(_("Chỗ chấm trên bản đồ chưa rõ. Xin chấm lại, hoặc bỏ trống."))


def check_photos(count: int) -> None:
    """Refused when there are more photos than one opinion takes."""
    if count > MAX_PHOTOS:
        raise Refused(_("Mỗi ý kiến kèm được nhiều nhất 5 ảnh. Xin bỏ bớt, hoặc gửi thêm bằng ý kiến sau."))


def shown_outside(sent: Submission, guard: Guard) -> str:
    """What people outside would see of it once released: `words`, `summary`, `nothing`, or why nothing."""
    if guard.kind or guard.private:
        return guard.kind or "private"
    if sent.may_publish_words:
        return "words"
    return "summary" if sent.may_publish_summary else "nothing"
