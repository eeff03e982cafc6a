"""What tests of answers share: a matter, what officers write about it, drafts and hand-overs in every state."""

from dataclasses import replace
from datetime import date, timedelta

from langnghe.answering import drafting, handing, releasing
from langnghe.answering.models import Draft, HandOver
from langnghe.answering.rules import Promised, Written
from langnghe.kernel.actors import system
from langnghe.kernel.clock import HANOI, local_today
from langnghe.ledger import jobs
from langnghe.matters.actions import open_matter
from langnghe.matters.holding import version_of
from langnghe.matters.models import Answer, Matter
from langnghe.matters.tests.saying import LAMP, allowed
from langnghe.opinions.models import Opinion
from langnghe.people.actions import hand_over
from langnghe.people.models import Mandate
from langnghe.testing.cast import Cast

LAMP_TOPIC = "beyond_police.infrastructure"
WORDS = "Phường đã kiểm tra, bóng đèn cháy. Tổ quản lý đô thị thay trong tuần này."
PROMISE = "Thay bóng đèn đầu hẻm 12 và kiểm tra cả đoạn đến nhà văn hóa."
NOT_OURS = "Đường dây này của Điện lực. Phường đã chuyển và sẽ theo dõi đến khi bên đó nhận."


def matter(cast: Cast, words: str = LAMP, topic: str = LAMP_TOPIC, opinion: Opinion | None = None) -> Matter:
    """A matter opened from one opinion, by Minh of the committee where the cast has him."""
    source = opinion or allowed(cast, words)
    by = cast["minh"] if "minh" in cast.mandates else cast["quy"]
    raised_on = source.received_at.astimezone(HANOI).date()
    return open_matter(source.ward, raised_on=raised_on, source=source, topic=topic, by=by)


def accepted(**more: object) -> Written:
    """Yes, without a promise."""
    return Written(**{"kind": "accepted", "words": WORDS, **more})  # type: ignore[arg-type]


def declined(**more: object) -> Written:
    """No, and who is responsible."""
    words = "Vỉa hè này thuộc dự án của tỉnh, phường không được đào."
    said = {"kind": "declined", "reason": "authority", "body": "Ban quản lý dự án tỉnh", "words": words}
    return Written(**{**said, **more})  # type: ignore[arg-type]


def handed(body: str = "Điện lực Pleiku", **more: object) -> Written:
    """Somebody else's to do."""
    return Written(**{"kind": "handed_over", "words": NOT_OURS, "body": body, **more})  # type: ignore[arg-type]


def promised(cast: Cast, due_on: date | None = None, words: str = PROMISE, username: str = "minh") -> Promised:
    """Minh's post will have it done in ten days."""
    return Promised(words, cast[username].post_id, due_on or local_today() + timedelta(days=10))


def answered(about: Matter, written: Written, *, by: object) -> Answer:
    """The matter as it stands now, answered in one step."""
    fresh = Matter.objects.select_related("ward").get(id=about.id)
    return releasing.release(fresh, replace(written, matter_seen=version_of(fresh)), by=by)  # type: ignore[arg-type]


def drafted(cast: Cast, about: Matter, written: Written | None = None) -> Draft:
    """Minh wrote a draft."""
    return drafting.write(about, written or accepted(), by=cast["minh"])


def submitted(cast: Cast, about: Matter, written: Written | None = None) -> Draft:
    """Minh wrote a draft and gave it to who releases."""
    return drafting.submit(about, written or accepted(), by=cast["minh"])


def returned(cast: Cast, about: Matter, written: Written | None = None) -> Draft:
    """Chairman Én returned Minh's draft for change."""
    draft = submitted(cast, about, written)
    return drafting.send_back(about, words="Xin ghi rõ hẻm nào, ai làm.", seen=str(draft.version), by=cast["en"])


def finished(cast: Cast, about: Matter, written: Written | None = None) -> Draft:
    """Chairman Én released Minh's draft."""
    draft = submitted(cast, about, written)
    releasing.release(about, replace(written or accepted(), draft_seen=str(draft.version)), by=cast["en"])
    return Draft.objects.get(id=draft.id)


def dropped(cast: Cast, about: Matter, written: Written | None = None) -> Draft:
    """Minh dropped the draft."""
    draft = drafted(cast, about, written)
    return drafting.drop(about, seen=str(draft.version), by=cast["minh"])


def handed_over(cast: Cast, about: Matter | None = None, body: str = "Điện lực Pleiku", **more: object) -> HandOver:
    """Chairman Én handed a matter over to the power company."""
    found = about or matter(cast)
    answered(found, handed(body, **more), by=cast["en"])
    return HandOver.objects.select_related("ward", "matter").get(matter=found, closed_on=None)


def taken_in(cast: Cast, hand_over: HandOver) -> HandOver:
    """The power company accepted."""
    return handing.accept(hand_over, on=local_today(), receiver="ông Hòa, tổ vận hành", by=cast["minh"])


def on_leave(cast: Cast, username: str) -> Mandate:
    """Somebody goes on leave today; Sáu of the same office stands in, as deputy."""
    unit = cast[username].post.unit
    sau = cast.join("sau", "Ngô Văn Sáu", unit.kind, unit.name, "committee_officer", "Văn phòng", ())
    day = local_today()
    step = hand_over(
        cast[username], to=sau.officer, kind="leave", from_day=day, to_day=day + timedelta(days=7),
        by=system(cast.ward.id),
    )  # fmt: skip
    return step.to_mandate


def work() -> None:
    """Let the worker do what waits."""
    while claimed := jobs.claim():
        assert sum(jobs.run(job) for job in claimed) == len(claimed)
