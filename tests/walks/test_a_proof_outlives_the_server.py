"""What issue 8 is for: a proof saved today still convinces after the server was killed, restored, and cleaned up."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.independent import checklog
from langnghe.house.tests.processes import LANGNGHE
from langnghe.testing import browser as browsers
from langnghe.testing.address import private_address
from langnghe.testing.stage import set_stage
from tests.walks.product import Product, installed
from tests.walks.steps import FORM, Receipt, open_receipt, send

pytestmark = pytest.mark.slow
WORDS = "Đèn hẻm 42 đường Lê Lợi tắt ba đêm nay, bà con đi lễ về tối không thấy đường."
OTHER = "Nước hẻm 7 tràn ra đường từ hôm qua, xe qua lại té hoài."
# What a worker does at the mark after next, without waiting for it.
SEAL = """
import django; django.setup()
from datetime import timedelta
from langnghe.kernel.clock import now
from langnghe.proof.working import Sealer
from langnghe.testing.clock import frozen
with frozen(now() + timedelta(minutes=%d)): Sealer().turn()
"""
NEWEST_KEY = """
import django; django.setup()
from langnghe.proof.models import Log
print(Log.objects.filter(ward__slug="dien-hong").latest("epoch").keys[-1])
"""
ADD = """
import django; django.setup()
from pathlib import Path
from langnghe.proof import cosigning
from langnghe.proof.models import Log
print(cosigning.add(Log.objects.filter(ward__slug="dien-hong").latest("epoch"), Path(%r).read_text()))
"""
ERASE = """
import django; django.setup()
from langnghe.kernel.actors import resident
from langnghe.opinions.leaving import ask_erasure, erase
from langnghe.opinions.models import Opinion
opinion = Opinion.objects.get(number=%d); by = resident(opinion.ward_id)
ask_erasure(opinion, by=by.actor); erase(opinion, by=by)
"""


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Product]:
    """An installation that one witness is known to."""
    with installed(tmp_path / "ward", "", private_address()) as product:
        yield product


@pytest.mark.once
def test_a_saved_proof_still_convinces_when_the_server_was_killed_restored_and_cleaned(
    ward: Product, chromium: Browser, tmp_path: Path
) -> None:
    set_stage(ward.environment, rows=False)
    _inside(ward, SEAL % 0)
    with browsers.page(chromium, ward.private, accept_downloads=True, **browsers.PHONE) as phone:
        phone.on("dialog", lambda dialog: dialog.accept())
        receipt = _sends(phone, WORDS)
        promise = _saved(phone, "Lưu lời hứa", tmp_path)
        _sends(phone, OTHER)
        _inside(ward, SEAL % 20)
        open_receipt(phone, receipt, WORDS)
        proof, words = _saved(phone, "Tải bằng chứng", tmp_path), _saved(phone, "Lời đã gửi", tmp_path)
        phone.goto("/log/dien-hong/kiem-tra/")
        page = _saved(phone, "Tải trang kiểm tra về máy", tmp_path)
    key = _inside(ward, NEWEST_KEY)
    _killed_and_restored(ward, tmp_path)
    _inside(ward, ERASE % 2)
    _a_witness_cosigns(ward, tmp_path)
    _inside(ward, SEAL % 60)
    _checked_by_command(ward, proof, words)
    by_go = checklog("proof", proof, key)
    assert (by_go["inclusion"], by_go["disagreements"]) == (1, 0)
    _checked_from_the_stick(chromium, page, [proof, words], promise)


def _sends(phone: Page, words: str) -> Receipt:
    phone.goto(FORM)
    phone.get_by_label("Bà con muốn nói điều gì?").fill(words)
    return send(phone)


def _saved(phone: Page, link: str, folder: Path) -> Path:
    with phone.expect_download() as began:
        phone.get_by_role("link", name=link).click()
    path = folder / began.value.suggested_filename
    began.value.save_as(path)
    return path


def _killed_and_restored(ward: Product, scratch: Path) -> None:
    """No warning, nothing left but the backup and its two papers."""
    papers = re.findall(r"Nửa \d / 2\n((?:  .+\n)+)", ward.command("backup-key"))
    ward.command("backup", str(scratch / "disk"))
    typed = "".join(f"{' '.join(paper.split())}\n" for paper in papers)
    for pid in [ward.served.process.pid, *ward.served.family()]:
        # The others end by themselves once nobody watches over them.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for folder in ("data", "keys"):
        shutil.rmtree(ward.folder / folder)
    done = subprocess.run(
        [*LANGNGHE, "restore", str(scratch / "disk")], input=typed, env=ward.environment,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _a_witness_cosigns(ward: Product, scratch: Path) -> None:
    """By USB: the head is carried to the neighbour, the signature back."""
    _inside(ward, SEAL % 40)
    state = ["--state", str(scratch / "witness")]
    _run(ward, "witness", "init", "giang-vo.example/chung-kien", *state)
    place = max((ward.folder / "data" / "files" / "log" / "dien-hong").iterdir(), key=lambda path: int(path.name))
    _run(ward, "witness", "trust", _inside(ward, NEWEST_KEY), *state)
    _run(ward, "witness", "look", str(place), *state, "--out", str(scratch / "signed"))
    vkey = next(word for word in _run(ward, "witness", "show", *state).split() if word.startswith("giang-vo.example/"))
    ward.variables["LANGNGHE_WITNESSES"] = vkey
    assert _inside(ward, ADD % str(scratch / "signed")) == "1"


def _checked_by_command(ward: Product, proof: Path, words: Path) -> None:
    """Where nothing of the ward is: no database, no keys, no settings."""
    elsewhere = {"PATH": os.environ["PATH"], "PYTHONPATH": ward.environment["PYTHONPATH"]}
    done = subprocess.run(
        [*LANGNGHE, "receipts", "verify", str(proof), "--words", str(words)], env=elsewhere, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "số 1" in done.stdout


def _checked_from_the_stick(chromium: Browser, page: Path, files: list[Path], promise: Path) -> None:
    with browsers.page(chromium, "http://localhost", **browsers.PHONE) as phone:
        phone.context.set_offline(True)
        phone.goto(page.as_uri())
        phone.set_input_files("#proof-file", files)
        expect(phone.locator("#proof-result")).to_contain_text("đã được ghi, số 1, đúng từng chữ")
        phone.set_input_files("#promise-file", promise)
        expect(phone.locator("#promise-result")).to_contain_text("Phường đã hứa ghi ý kiến số 1")


def _run(ward: Product, *words: str) -> str:
    return ward.command(*words)


def _inside(ward: Product, program: str) -> str:
    variables = ward.environment | {"DJANGO_SETTINGS_MODULE": "langnghe.house.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
