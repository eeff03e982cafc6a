"""The files of a log, as C2SP tlog-tiles wants them served, and nothing else below that address."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from langnghe.proof import epochs
from langnghe.proof.models import Log
from langnghe.proof.shelf import Shelf
from langnghe.proof.tests.pages import sealed
from langnghe.proof.tests.test_seal import at_the_next_mark
from langnghe.testing.cast import Cast
from langnghe.tlog.merkle import leaf_hash, root
from langnghe.tlog.notes import fingerprint
from langnghe.tlog.tiles import decode_bundle

pytestmark = pytest.mark.django_db
HOME = "/log/dien-hong/1/"
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def log(dien_hong: Cast) -> Log:
    return sealed(dien_hong)


def test_everybody_reads_the_head_fresh_and_the_tiles_for_ever(log: Log, client: Client) -> None:
    head = client.get(f"{HOME}checkpoint")
    assert (head.status_code, head["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert head["Cache-Control"] == "public, max-age=5"
    origin, size, _root = head.content.decode().splitlines()[:3]
    assert (origin, int(size)) == (log.origin, log.size) == ("localhost:8000/log/dien-hong/1", log.size)
    bundle = client.get(f"{HOME}tile/entries/000.p/{log.size}")
    tile = client.get(f"{HOME}tile/0/000.p/{log.size}")
    for answer in (bundle, tile):
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/octet-stream", FOR_EVER)
        assert "Set-Cookie" not in answer.headers
    hashes = [leaf_hash(leaf) for leaf in decode_bundle(bundle.content, log.size)]
    assert b"".join(hashes) == tile.content
    assert root(hashes) == bytes(log.root)
    assert client.get(f"{HOME}heads").content.decode().split()[1] == str(log.size)


def test_the_page_shows_the_newest_eight_heads_the_newest_first(log: Log, client: Client) -> None:
    for _mark in range(9):
        at_the_next_mark(log)
    lines = (Shelf(log.origin).folder / "heads").read_text().splitlines()
    shown = client.get("/log/dien-hong/").content.decode()
    roots = [line.split()[2] for line in lines]
    assert [root in shown for root in roots] == [False] * 2 + [True] * 8
    assert [shown.index(root) for root in roots[2:]] == sorted((shown.index(root) for root in roots[2:]), reverse=True)


def test_the_newest_head_is_printed_for_the_board_and_for_minutes_as_the_list_will_always_say_it(
    log: Log, client: Client
) -> None:
    before = client.get("/log/dien-hong/in/").content.decode()
    at_the_next_mark(log)
    sheet = client.get("/log/dien-hong/in/").content.decode()
    _at, size, top = (Shelf(log.origin).folder / "heads").read_text().splitlines()[-1].split()
    spelled = "".join(f"<span>{escape(top[at : at + 4])}</span>" for at in range(0, len(top), 4))
    assert spelled in sheet
    assert spelled not in before
    assert f"<dd>{size}</dd>" in sheet
    assert fingerprint(log.keys[-1]) in sheet
    assert 'href="/log/dien-hong/in/"' in client.get("/log/dien-hong/").content.decode()


def test_before_the_first_head_the_sheet_says_so(dien_hong: Cast, client: Client) -> None:
    assert "Chưa có đầu sổ nào." in client.get("/log/dien-hong/in/").content.decode()


def test_anyone_sees_what_the_first_leaf_says(log: Log, client: Client) -> None:
    began = client.get(f"{HOME}began").content.decode()
    assert began.startswith("langnghe/opened/v1\nindex 0\nsalt ")
    assert epochs.hash_of(log.keys[-1]) in began


@pytest.mark.parametrize(
    "path",
    [
        "", "tile/", "tile/0/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/0", "tile/00/000", "tile/0/x000/000",
        "tile/entries/000.p/08", "tile/entries/001", "tile/1/000.p/1", "tile/64/000", "tile/0/../checkpoint",
        "tile/../../../../langnghe.sqlite3", "tile/0/.part-000", "tile/0//000", "keys", ".part-lock", "checkpoint/",
        "tile/entries/000.p/8/", "tile/0/%2e%2e/checkpoint", "tile/0/000.p/999", "checkpoint%0A", "tile/0/000.p/8%0A",
    ],
)  # fmt: skip
def test_no_other_spelling_leads_to_a_file(log: Log, client: Client, path: str) -> None:
    assert client.get(f"{HOME}{path}").status_code == 404


@pytest.mark.parametrize("home", ["/log/dien-hong/01/", "/log/dien-hong/2/", "/log/hac-thanh/1/", "/log/../1/"])
def test_no_other_log_has_files_here(log: Log, client: Client, home: str) -> None:
    assert client.get(f"{home}checkpoint").status_code == 404


def test_what_no_head_covers_yet_is_nobodys(log: Log, client: Client) -> None:
    shelf = Shelf(log.origin)
    shelf.grow(log.size, [b"not yet signed"] * 8)
    assert (shelf.folder / f"tile/entries/000.p/{log.size + 8}").exists()
    assert client.get(f"{HOME}tile/entries/000.p/{log.size + 8}").status_code == 404
    assert client.get(f"{HOME}tile/0/000.p/{log.size + 8}").status_code == 404


def test_only_reading_is_answered(log: Log, client: Client) -> None:
    assert client.post(f"{HOME}checkpoint").status_code in {403, 405}
    assert client.head(f"{HOME}checkpoint").status_code == 200
    assert Path(Shelf(log.origin).folder).is_dir()


def test_the_page_that_checks_carries_the_keys_of_all_wards_or_of_one(
    log: Log, hac_thanh: Cast, client: Client
) -> None:
    theirs = sealed(hac_thanh)
    everybodys, ours = (client.get(f"/log/{path}kiem-tra/").content.decode() for path in ("", "dien-hong/"))
    assert (log.keys[-1] in everybodys, theirs.keys[-1] in everybodys) == (True, True)
    assert (log.keys[-1] in ours, theirs.keys[-1] in ours) == (True, False)
    assert client.get("/log/khong-co/kiem-tra/").status_code == 404
