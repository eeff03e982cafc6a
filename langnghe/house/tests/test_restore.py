"""A machine burns down: a backup and two papers bring everything back, and only what should come back."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pyrage import x25519

from langnghe.backups import database, recovery_key, saving, still, unpacking
from langnghe.backups.shelf import Shelf
from langnghe.desk.pages.receipt import _open
from langnghe.files.models import File
from langnghe.files.reads import location
from langnghe.house import restoring, serve
from langnghe.kernel.refused import Refused
from langnghe.ledger import apart
from langnghe.ledger.models import Entry, Leaf
from langnghe.opinions.models import Opinion
from langnghe.opinions.receipts import format_secret
from langnghe.opinions.tests.test_leave import everything_kept, go
from langnghe.opinions.tests.test_photos import with_photos
from langnghe.opinions.tests.test_receive import say
from langnghe.people.recovery import Half
from langnghe.proof import giving, sealing
from langnghe.proof.models import Log
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark
from langnghe.testing.cast import Cast
from langnghe.testing.clock import frozen
from langnghe.tlog import receipts

pytestmark = pytest.mark.django_db(transaction=True)
Key = Callable[[], x25519.Identity]
SECRET_WORDS = "Ông Bảy Lò Rèn nuôi heo sau nhà, xin đừng nói tên tôi."


@pytest.fixture(autouse=True)
def _clean() -> Iterator[None]:
    _forget_all()
    yield
    _forget_all()


@pytest.fixture
def papers() -> tuple[Half, Half]:
    """The two papers of the backup key."""
    return recovery_key.make()


@pytest.fixture
def key(papers: tuple[Half, Half]) -> Key:
    """Somebody who types both."""
    return lambda: recovery_key.of_halves(*papers)


def _forget_all() -> None:
    recovery_key.recipient_file().unlink(missing_ok=True)
    apart.file().unlink(missing_ok=True)
    unpacking.begun_file().unlink(missing_ok=True)


def _burn_down() -> None:
    """Nothing is left of database and files; the list of erasures lay on another disk."""
    database.wipe()
    shutil.rmtree(settings.FILES_ROOT, ignore_errors=True)


@contextmanager
def _somebody_reads_on() -> Iterator[None]:
    report = connection.copy()
    with closing(report), report.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM opinions_opinion")
        yield


def _restore(place: Path, key: Key, *lists: Path) -> list[str]:
    return list(restoring.restore(place, key, lists=list(lists), progress=lambda _said: None))


def test_everything_comes_back_with_two_papers_and_work_goes_on(dien_hong: Cast, tmp_path: Path, key: Key) -> None:
    opinion = with_photos(dien_hong, 2)
    photo = File.objects.latest("id")
    pixels = location(photo).read_bytes()
    saving.save(tmp_path)
    _burn_down()
    said = _restore(tmp_path, key)
    assert said[-1].startswith("Xong.")
    assert Opinion.objects.get(id=opinion.id).words == opinion.words
    assert location(photo).read_bytes() == pixels
    assert say(dien_hong).opinion.number > opinion.number
    with pytest.raises(Exception, match=r"(?i)append|forbid|ledger|entry"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry")


@pytest.mark.parametrize("signer_survives", [True, False])
def test_the_public_log_begins_another_epoch_that_quotes_the_last_head_and_saved_proofs_hold(
    dien_hong: Cast, tmp_path: Path, key: Key, signer_survives: bool
) -> None:
    opinion = say(dien_hong).opinion
    log = sealed(dien_hong)
    entry = Entry.objects.get(subject_id=opinion.id, kind="opinion.received")
    proof = giving.proof_file(entry, serial=opinion.serial, words_salt=bytes(opinion.salt))
    saving.save(tmp_path)
    known = log.size
    say(dien_hong, "Rác đầu hẻm 45 chưa ai gom.")
    at_the_next_mark(log)
    secrets = {path.read_bytes() for folder in ("log", "signer") for path in (settings.KEYS / folder).rglob("keys")}
    _burn_down()
    if not signer_survives:
        for folder in ("log", "signer"):
            shutil.rmtree(settings.KEYS / folder)
    _restore(tmp_path, key)
    new = Log.objects.get(ward=dien_hong.ward, ended_at=None)
    quoted = log.size if signer_survives else known
    assert (new.epoch, new.quoted_origin, new.quoted_size) == (2, log.origin, quoted)
    sealing.seal(new)
    first = Leaf.objects.get(ward_id=new.ward_id, epoch=2, index=0)
    assert (first.entry.kind, first.entry.facts["size"]) == ("epoch.began", quoted)
    assert proof is not None
    assert receipts.check_proof(proof, log.keys).opening.has_words(opinion.words)
    assert secrets
    assert not any(secret in path.read_bytes() for secret in secrets for path in tmp_path.rglob("*") if path.is_file())


def test_a_backup_is_made_though_somebody_reads_on_and_on(
    dien_hong: Cast, tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(still, "TRIES", 1)
    with _somebody_reads_on():
        opinion = say(dien_hong).opinion
        saving.save(tmp_path)
    _burn_down()
    _restore(tmp_path, key)
    assert Opinion.objects.get(id=opinion.id).words == opinion.words


def test_a_backup_is_whole_only_once_the_names_of_its_files_are_on_the_disk(
    dien_hong: Cast, tmp_path: Path, papers: tuple[Half, Half], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_photos(dien_hong, 2)
    waited: list[tuple[Path, bool]] = []
    monkeypatch.setattr(saving, "sync_folder", lambda path: waited.append((path, bool(Shelf(tmp_path).whole()))))
    made = saving.save(tmp_path)
    assert len(made.files()) >= 4
    assert set(waited) == {((made.folder / path).resolve().parent, False) for path in made.files()}


def test_no_number_is_given_twice_and_a_lost_receipt_is_told_the_truth(
    dien_hong: Cast, tmp_path: Path, key: Key
) -> None:
    with frozen("2026-12-31T20:00:00"):
        known = {say(dien_hong, f"Đèn hẻm {turn} tắt đã ba hôm rồi.").opinion.serial for turn in range(3)}
        saving.save(tmp_path)
        lost = [say(dien_hong, f"Nước hẻm {turn} tràn ra đường.") for turn in range(5)]
    with frozen("2027-01-02T08:00:00"):
        lost.append(say(dien_hong, "Cây trước cổng trường gãy nhánh."))
    given = known | {one.opinion.serial for one in lost}
    _burn_down()
    with frozen("2027-01-03T09:00:00"):
        _restore(tmp_path, key)
        fresh = {say(dien_hong, f"Rác đầu hẻm {turn} chưa ai gom.").opinion.serial for turn in range(3)}
        assert not fresh & given
        for one in lost:
            with pytest.raises(Refused, match="sau bản sao lưu lúc") as told:
                _open(one.opinion.serial, format_secret(one.secret))
            assert "gửi lại" in str(told.value)
    quoted = Entry.objects.get(kind="ward.restored").facts
    assert Entry.objects.filter(id=quoted["entry"]).exists()


def test_what_was_erased_after_the_backup_is_erased_again_before_anybody_sees_a_page(
    dien_hong: Cast, tmp_path: Path, key: Key
) -> None:
    erased, kept = say(dien_hong, SECRET_WORDS, contact="0905 123 456").opinion, with_photos(dien_hong, 1)
    saving.save(tmp_path)
    go(erased)
    go(kept)
    _burn_down()
    said = _restore(tmp_path, key)
    assert any("Xóa lại" in sentence and "Xóa lại 0" not in sentence for sentence in said)
    assert Opinion.objects.get(id=erased.id).erased_at
    assert "Lò Rèn".encode() not in everything_kept()
    assert not [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]
    assert Opinion.objects.get(id=erased.id).serial == erased.serial


def test_a_list_of_erasures_that_lay_elsewhere_is_heeded_too(dien_hong: Cast, tmp_path: Path, key: Key) -> None:
    erased = say(dien_hong, SECRET_WORDS).opinion
    saving.save(tmp_path / "disk")
    go(erased)
    apart.file().rename(tmp_path / "erased.list")
    _burn_down()
    _restore(tmp_path / "disk", key, tmp_path / "erased.list")
    assert Opinion.objects.get(id=erased.id).words == ""


def test_the_next_backup_holds_nothing_of_what_was_erased(dien_hong: Cast, tmp_path: Path, key: Key) -> None:
    erased = say(dien_hong, SECRET_WORDS).opinion
    go(erased)
    made = saving.save(tmp_path)
    target = tmp_path / "opened"
    unpacking._opened(made.folder / "database.age", key(), target)
    assert "Lò Rèn".encode() not in target.read_bytes()


def test_a_restoration_cut_short_serves_nothing_and_is_simply_run_again(
    dien_hong: Cast, tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    opinion = with_photos(dien_hong, 1)
    saving.save(tmp_path)
    _burn_down()

    def power_cut(*_asked: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(unpacking, "_unpack_files", power_cut)
        with pytest.raises(KeyboardInterrupt):
            _restore(tmp_path, key)
    monkeypatch.setenv("LANGNGHE_DATA", str(settings.DATA))
    assert "langnghe restore" in serve._obstacle("127.0.0.1", 0)
    _restore(tmp_path, key)
    assert serve._obstacle("127.0.0.1", 0) == ""
    assert Opinion.objects.get(id=opinion.id).words == opinion.words


def test_a_machine_with_a_ward_on_it_is_never_overwritten(dien_hong: Cast, tmp_path: Path, key: Key) -> None:
    saving.save(tmp_path)
    with pytest.raises(Refused, match="máy trống"):
        _restore(tmp_path, key)
    assert Opinion.objects.count() == 0


def test_wrong_papers_and_a_damaged_disk_are_sentences_and_change_nothing(
    dien_hong: Cast, tmp_path: Path, key: Key
) -> None:
    say(dien_hong)
    made = saving.save(tmp_path)
    _burn_down()
    with pytest.raises(Refused, match="hai tờ khác"):
        _restore(tmp_path, x25519.Identity.generate)
    sealed = made.folder / "database.age"
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(Refused, match=r"hỏng, ví dụ database\.age"):
        _restore(tmp_path, key)
    assert not unpacking.begun_file().exists()
    sealed.write_bytes(whole)
    _restore(tmp_path, key)
    assert Opinion.objects.count() == 1


def test_a_second_backup_copies_only_what_is_new_and_an_interrupted_one_is_gone_on_with(
    dien_hong: Cast, tmp_path: Path, papers: tuple[Half, Half], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_photos(dien_hong, 2)
    with frozen("2026-11-01T02:00:00"):
        saving.save(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "files").rglob("*.age")}
    with frozen("2026-11-02T02:00:00"), monkeypatch.context() as patched:
        patched.setattr(Shelf, "finish", lambda *_all: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            saving.save(tmp_path)
    assert len(Shelf(tmp_path).whole()) == 1
    with frozen("2026-11-02T03:00:00"):
        saving.save(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "files").rglob("*.age")} == before
    assert len(Shelf(tmp_path).whole()) == len(list(tmp_path.glob("2026-*"))) == 2


def test_a_disk_that_cannot_take_it_says_so_before_anything_is_written(
    dien_hong: Cast, tmp_path: Path, papers: tuple[Half, Half], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10_000, 9_000, 1_000))
    with pytest.raises(Refused, match="không đủ chỗ"):
        saving.save(tmp_path)
    assert not list(tmp_path.glob("2*"))


def test_without_a_key_or_into_the_data_itself_nothing_is_backed_up(dien_hong: Cast, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="backup-key"):
        saving.save(tmp_path)
    recovery_key.make()
    with pytest.raises(Refused, match="ổ đĩa khác"):
        saving.save(Path(settings.FILES_ROOT) / "here")
    with pytest.raises(Refused, match="--anew"):
        recovery_key.make()
