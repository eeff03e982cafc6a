"""A matter to which everything happened that can happen to one, reached as people reach it."""

from dataclasses import dataclass
from datetime import timedelta

from langnghe.answering import releasing
from langnghe.answering.tests import writing
from langnghe.answering.tests.writing import PROMISE, accepted, promised
from langnghe.commitments import actions as commitments
from langnghe.commitments import voices
from langnghe.commitments.models import Commitment
from langnghe.commitments.rules import Sender, Stranger
from langnghe.files.actions import store_photo
from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import local_today
from langnghe.matters import actions as matters
from langnghe.matters import pausing, working
from langnghe.matters.holding import version_of
from langnghe.matters.models import Matter
from langnghe.matters.tests.saying import allowed
from langnghe.opinions import additions, leaving, photos
from langnghe.opinions.additions import Extra
from langnghe.opinions.models import Opinion
from langnghe.people.contacts import open_contact
from langnghe.testing.cast import Cast

PHONE = "0905 123 456"
WORDS = "Đèn đường đầu hẻm 12 tắt nửa tháng nay.\nÔng Sáu té hai lần rồi #eval(1) $x$ 😡"
ALSO = "Hẻm 12 tối om mấy tuần rồi, đi học về phải soi điện thoại mà đi."
GONE = "Cột điện đầu hẻm 12 nghiêng, tôi nhờ phường coi giúp cho."
ADDED = "Cột thứ ba từ ngoài vào, sát quán cà phê."
NOTE = "Đã gọi Điện lực, chờ họ trả lời."
WHY_OPENED = "Hỏi rõ cột đèn nào"
WHY_BACK = "Xin ghi rõ hẻm nào, ai làm."
WHY_MOVED = "Bóng đèn phải đặt từ Quy Nhơn."
CLAIMED = "Đã thay hai bóng, biên bản số 14."
DOUBT = "Tối qua vẫn tắt một bóng."


@dataclass
class Walked:
    """The matter, its three opinions, one of them erased."""

    cast: Cast
    matter: Matter
    first: Opinion
    second: Opinion
    erased: Opinion


def walked(cast: Cast) -> Walked:
    """Everything on the way to a promise that was claimed, contested and confirmed."""
    found = _begun(cast)
    _worked_on(found)
    _answered(found)
    _kept(found)
    return found


def fresh(matter: Matter) -> Matter:
    """The matter as it is now."""
    return Matter.objects.select_related("ward", "group", "post").get(id=matter.id)


def _begun(cast: Cast) -> Walked:
    first = allowed(cast, WORDS, contact=PHONE, place="đầu hẻm 12", group_id=cast.groups["Tổ 3"].id)
    kept = photos.keep(cast.ward, [photo(640, 480), photo(480, 640)], by=resident(cast.ward.id).actor)
    photos.attach(first, [file.id for file in kept.files], by=resident(cast.ward.id).actor)
    matter = working.take_up(first, topic="traffic.signs_lights", by=cast["binh"])
    second, erased = allowed(cast, ALSO), allowed(cast, GONE)
    matters.join(matter, second, by=cast["binh"])
    matters.join(fresh(matter), erased, by=cast["binh"])
    leaving.ask_erasure(erased, by=resident(cast.ward.id).actor)
    leaving.erase(erased, by=resident(cast.ward.id))
    return Walked(cast, matter, first, second, erased)


def _worked_on(found: Walked) -> None:
    cast, matter = found.cast, found.matter
    assert found.first.contact
    open_contact(found.first.contact, WHY_OPENED, by=cast["binh"], code="ask")
    working.retopic(fresh(matter), writing.LAMP_TOPIC, by=cast["binh"])
    working.assign(fresh(matter), cast["minh"].post, by=cast["binh"])
    working.note(fresh(matter), NOTE, by=cast["minh"])
    asked = pausing.ask(fresh(matter), found.first, "Cột thứ mấy từ ngoài vào?", by=cast["minh"])
    additions.add(found.first, Extra(ADDED, question_id=asked.id), by=resident(cast.ward.id).actor)
    writing.work()


def _answered(found: Walked) -> None:
    cast, matter = found.cast, fresh(found.matter)
    written = accepted(promises=(promised(cast),))
    draft = writing.returned(cast, matter, written)
    seen = {"draft_seen": str(draft.version), "matter_seen": version_of(fresh(matter))}
    releasing.release(fresh(matter), accepted(promises=(promised(cast),), **seen), by=cast["en"])


def _kept(found: Walked) -> None:
    cast, row = found.cast, promise_of(found)
    commitments.move(row, to=local_today() + timedelta(days=20), reason=WHY_MOVED, by=cast["en"])
    evidence = store_photo(cast.ward, photo(640, 480), by=cast["minh"].actor)
    commitments.claim(promise_of(found), words=CLAIMED, photos=[evidence], by=cast["minh"])
    voices.contest(promise_of(found), voice=Stranger(b"browser of Tam"), words=DOUBT, by=resident(cast.ward.id))
    voices.confirm(promise_of(found), voice=Sender("opinions", found.second.id, False), by=resident(cast.ward.id))


def promise_of(found: Walked) -> Commitment:
    """The promise as it is now."""
    return Commitment.objects.get(subject_id=found.matter.id, words=PROMISE)
