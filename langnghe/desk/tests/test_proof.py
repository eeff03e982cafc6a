"""What the sender takes away about the public log, and that nobody else gets any of it."""

import base64
import re
from datetime import timedelta

import zxingcpp
from django.test import Client
from django.urls import reverse

from langnghe.desk.tests.test_mine import page, shown
from langnghe.files.tests.pictures import photo
from langnghe.kernel.actors import resident
from langnghe.kernel.clock import now
from langnghe.ledger.models import Entry
from langnghe.opinions import codes, photos, proving
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import Opinion
from langnghe.opinions.tests.test_receive import LAMP, say
from langnghe.proof.tests.pages import sealed
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.testing.signed_in import client_for
from langnghe.tlog import receipts

PROMISE = re.compile(r'href="data:application/octet-stream;base64,([^"]+)" download="([^"]+)"')


def got(client: Client, name: str, opinion: Opinion) -> bytes:
    answer = client.get(reverse(f"desk:{name}", args=[opinion.serial]))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content


def test_the_receipt_carries_the_signed_promise_itself(dien_hong: Cast, client: Client) -> None:
    sealed(dien_hong)
    html = client.post(reverse("opinions:send", args=[dien_hong.ward.slug]), {"words": LAMP}).content.decode()
    found = PROMISE.search(html)
    assert found is not None
    opening, promise = receipts.check_promise(base64.b64decode(found[1]), words=LAMP)
    assert found[2] == f"{opening.serial}.tlog-promise"
    assert now() < promise.due < now() + timedelta(hours=25)


def test_before_the_log_begins_nothing_is_promised(dien_hong: Cast, client: Client) -> None:
    html = client.post(reverse("opinions:send", args=[dien_hong.ward.slug]), {"words": LAMP}).content.decode()
    assert "Phường đã nhận ý kiến" in html
    assert not PROMISE.search(html)
    opinion = shown(dien_hong, client)
    assert "Bằng chứng để giữ" not in page(client, opinion)
    for name in ("log_promise", "proof", "proof_paper"):
        answer = client.get(reverse(f"desk:{name}", args=[opinion.serial]))
        assert answer.status_code == 400
        assert "Chưa có" in answer.content.decode()


def test_first_the_promise_then_the_proof_and_the_very_words(dien_hong: Cast, client: Client) -> None:
    sealed(dien_hong)
    opinion = shown(dien_hong, client)
    assert "Tải bằng chứng" not in page(client, opinion)
    promised, _promise = receipts.check_promise(got(client, "log_promise", opinion))
    with frozen(now() + timedelta(minutes=16)):
        sealed(dien_hong)
    assert "Tải bằng chứng" in page(client, opinion)
    words = got(client, "words", opinion).decode()
    checked = receipts.check_proof(got(client, "proof", opinion), words=words)
    assert checked.opening.leaf == promised.leaf
    assert checked.opening.serial == opinion.serial


def test_the_printed_code_holds_the_whole_proof(dien_hong: Cast, client: Client) -> None:
    opinion = shown(dien_hong, client)
    sealed(dien_hong)
    content = got(client, "proof", opinion)
    assert str(codes.of_bytes(content)) in got(client, "proof_paper", opinion).decode()
    code = zxingcpp.create_barcode(content.decode(), zxingcpp.BarcodeFormat.QRCode, ec_level="L", data_mask=codes.MASK)
    read = zxingcpp.read_barcodes(code.to_image(scale=4))
    assert [one.text.encode() for one in read] == [content]
    assert codes.of_bytes(b"x" * (codes.MOST_BYTES + 1)) is None


def test_photos_are_proven_with_the_words(dien_hong: Cast) -> None:
    by = resident(dien_hong.ward.id).actor
    files = photos.keep(dien_hong.ward, [photo(320, 240), photo(321, 240)], by=by).files
    opinion = say(dien_hong, photos=tuple(file.id for file in files)).opinion
    sealed(dien_hong)
    checked = receipts.check_proof(proving.proof_of(opinion) or b"", words=LAMP)
    assert list(checked.opening.photos) == [bytes(file.commitment) for file in files]


def test_erased_words_are_proven_no_more_but_by_the_file_that_was_kept(dien_hong: Cast, client: Client) -> None:
    opinion = shown(dien_hong, client)
    sealed(dien_hong)
    kept = got(client, "proof", opinion)
    by = resident(dien_hong.ward.id)
    ask_erasure(opinion, by=by.actor)
    erase(opinion, by=by)
    assert proving.shown(Opinion.objects.get()) is None
    for name, status in (("proof", 400), ("log_promise", 400), ("proof_paper", 400), ("words", 404)):
        assert client.get(reverse(f"desk:{name}", args=[opinion.serial])).status_code == status
    sealed(dien_hong)
    assert receipts.check_proof(kept, words=LAMP).opening.serial == opinion.serial


def test_nobody_else_gets_a_salt(dien_hong: Cast, client: Client) -> None:
    opinion = shown(dien_hong, client)
    sealed(dien_hong)
    salts = [bytes(opinion.salt), *(bytes(entry.salt or b"") for entry in Entry.objects.all())]
    spelled = [spell for salt in salts if salt for spell in (salt.hex(), base64.b64encode(salt).decode())]
    stranger = Client()
    for name in ("proof", "log_promise", "proof_paper", "words"):
        assert stranger.get(reverse(f"desk:{name}", args=[opinion.serial])).status_code == 302
    pages = [
        reverse("proof:about", args=[dien_hong.ward.slug]), reverse("proof:check"),
        reverse("proof:heads", args=[dien_hong.ward.slug, 1]), reverse("opendata:index", args=[dien_hong.ward.slug]),
        reverse("matters:board", args=[dien_hong.ward.slug]), reverse("promises:index", args=[dien_hong.ward.slug]),
    ]  # fmt: skip
    told = "".join(stranger.get(url).content.decode() for url in pages)
    told += client_for(dien_hong["binh"]).get(reverse("opinions:opinion", args=[opinion.serial])).content.decode()
    assert not [spell for spell in spelled if spell in told]
