"""A photo is kept as clean pixels: upright, small enough, in ordinary colours, with nothing that tells of its maker."""

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from langnghe.files import cleaning, decoding, limits, rules, slots
from langnghe.files.decoding import Cleaned, cleaned
from langnghe.files.tests.pictures import colour, encoded, opened, photo, with_position
from langnghe.kernel.refused import Refused
from tests.cases.location_tags import told

pytestmark = pytest.mark.once
RED, BLUE, WHITE, BLACK = (200, 30, 30), (30, 30, 200), (255, 255, 255), (0, 0, 0)


def close(one: tuple[int, ...], other: tuple[int, ...], slack: int = 12) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


def pixels(found: Cleaned) -> Image.Image:
    picture = opened(found.picture)
    assert picture.size == (found.width, found.height)
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_of_a_phone_become_a_plain_jpeg(kind: str) -> None:
    found = cleaned(photo(kind=kind))
    assert pixels(found).format == "JPEG"
    assert (found.width, found.height) == (640, 480)
    assert close(colour(pixels(found), 0.25, 0.75), RED)


def test_nothing_of_the_place_and_the_phone_is_left() -> None:
    content = with_position()
    assert told(content)
    found = cleaned(content)
    assert not told(found.picture)
    assert not told(found.small)


@pytest.mark.parametrize(("orientation", "corner"), [
    (1, (0.05, 0.05)), (2, (0.95, 0.05)), (3, (0.95, 0.95)), (4, (0.05, 0.95)),
    (5, (0.05, 0.05)), (6, (0.95, 0.05)), (7, (0.95, 0.95)), (8, (0.05, 0.95)),
])  # fmt: skip
def test_a_photo_stands_upright_however_the_phone_was_held(orientation: int, corner: tuple[float, float]) -> None:
    picture = pixels(cleaned(with_position(orientation)))
    assert picture.size == ((640, 480) if orientation < 5 else (480, 640))
    assert close(colour(picture, *corner), WHITE)


@pytest.mark.parametrize("size", [(4032, 3024), (4000, 3000), (3000, 4000), (4608, 3456), (5000, 100), (2048, 10)])
def test_a_large_photo_is_made_to_fit(size: tuple[int, int]) -> None:
    found = cleaned(photo(*size))
    assert 2000 <= max(found.width, found.height) <= limits.SIDE
    assert abs(found.width / found.height - size[0] / size[1]) < 0.05 * size[0] / size[1]
    assert max(opened(found.small).size) == limits.SMALL_SIDE


def test_a_photo_of_108_megapixels_passes_and_one_of_200_does_not() -> None:
    large = encoded(Image.new("L", (12_000, 9_000), 90))
    assert cleaned(large).width == limits.SIDE
    with pytest.raises(Refused, match="quá nhiều điểm ảnh"):
        cleaned(encoded(Image.new("L", (16_320, 12_240), 90)))


def test_glass_becomes_white() -> None:
    glass = Image.new("RGBA", (300, 200), (10, 200, 10, 0))
    for kind in ("PNG", "WEBP"):
        assert close(colour(pixels(cleaned(encoded(glass, kind))), 0.5, 0.5), WHITE)
    palette = Image.new("P", (300, 200), 0)
    assert close(colour(pixels(cleaned(encoded(palette, "PNG", transparency=0))), 0.5, 0.5), WHITE)


def test_sixteen_bits_are_not_cut_off() -> None:
    grey = Image.new("I;16", (300, 200), 32_768)
    assert close(colour(pixels(cleaned(encoded(grey, "PNG"))), 0.5, 0.5), (128, 128, 128))


def test_colours_of_another_space_become_ordinary_ones() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert cleaned(photo(icc_profile=lab)).width == 640
    assert cleaned(photo(icc_profile=b"no profile at all")).width == 640
    # A profile that swaps red and green: what it calls red every screen shall show as green.
    turned = _with_columns(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content = encoded(Image.new("RGB", (300, 200), (255, 0, 0)), "PNG", icc_profile=turned)
    assert close(colour(pixels(cleaned(content)), 0.5, 0.5), (0, 255, 0), slack=30)


def _with_columns(profile: bytes) -> bytes:
    """The profile with the tags of its red and green column exchanged, and another name."""
    swapped = profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    for name in cleaning.SRGB_NAMES:
        swapped = swapped.replace(name, bytes(len(name)))
    return swapped


def test_heic_is_read_where_the_optional_package_is_installed() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    out = io.BytesIO()
    pillow_heif.from_pillow(opened(photo())).save(out, quality=80)
    found = cleaned(out.getvalue())
    assert close(colour(pixels(found), 0.25, 0.75), RED, slack=25)
    assert not told(found.picture)


def test_without_the_package_a_heic_photo_gets_a_sentence_that_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(cleaning, "import_module", absent)
    with pytest.raises(cleaning.Unfit) as unfit:
        cleaning.reader_of(b"\0\0\0\x18ftypheic\0\0\0\0")
    assert "HEIC" in rules.why_unfit(unfit.value.code)
    assert "Tương thích nhất" in rules.why_unfit(unfit.value.code)


def test_boxes_are_burnt_in_and_nothing_shines_through() -> None:
    found = cleaned(photo(), [rules.Box(0.5, 0.25, 0.25, 0.5), rules.Box(0.0, 0.0, 0.125, 0.125)])
    picture = pixels(found)
    assert close(colour(picture, 0.51, 0.3), BLACK)
    assert close(colour(picture, 0.74, 0.74), BLACK)
    assert close(colour(picture, 0.05, 0.05), BLACK)
    assert close(colour(picture, 0.8, 0.8), BLUE)
    assert close(colour(opened(found.small), 0.6, 0.5), BLACK)


@pytest.mark.parametrize("box", [
    rules.Box(-0.1, 0, 0.5, 0.5), rules.Box(0.9, 0, 0.2, 0.5), rules.Box(0, 0, 0, 0.5),
    rules.Box(0, float("nan"), 0.5, 0.5), rules.Box(0, 0, float("inf"), 0.5),
])  # fmt: skip
def test_a_box_outside_the_picture_is_refused(box: rules.Box) -> None:
    with pytest.raises(Refused, match="nằm ngoài ảnh"):
        rules.check_boxes([box])


def test_too_many_boxes_are_refused() -> None:
    with pytest.raises(Refused, match="Quá nhiều ô che"):
        rules.check_boxes([rules.Box(0, 0, 0.1, 0.1)] * 201)


def test_the_child_gets_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGNGHE_SECRET", "không ai được thấy")
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", (
        "import sys, os, resource; sys.path.append(sys.argv[1]); from langnghe.files import cleaning\n"
        "calm = set(os.environ) <= {'LC_CTYPE'} and 'django' not in sys.modules and os.getcwd() == '/'"
        " and len(os.listdir('/proc/self/fd')) <= 4\n"
        "cleaning.limit(); sys.exit(5 if calm and resource.getrlimit(resource.RLIMIT_AS)[1] < 2**30 else 4)"
    ))  # fmt: skip
    with pytest.raises(Refused, match="quá nhiều điểm ảnh"):
        cleaned(photo())


def test_the_web_process_never_loads_a_decoder() -> None:
    program = "import langnghe.house.wsgi, sys; from langnghe.opinions import photos; print('PIL' in sys.modules)"
    environment = dict(os.environ) | {"DJANGO_SETTINGS_MODULE": "langnghe.testing.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("deed", [
    "open('/etc/hostname')", "open('/tmp/x', 'w')", "socket.socket()", "os.pipe()",
    "os.close(2) or os.open('/etc/hostname', 0)", "subprocess.run(['/bin/true'])",
])  # fmt: skip
def test_whoever_takes_the_decoder_over_opens_nothing(deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", (
        "import sys, os, socket, subprocess; sys.path.append(sys.argv[1]); from langnghe.files import cleaning\n"
        f"cleaning.limit()\ntry:\n {deed}\nexcept OSError as error:\n sys.exit(5 if error.errno == 24 else 4)"
    ))  # fmt: skip
    with pytest.raises(Refused, match="quá nhiều điểm ảnh"):
        cleaned(photo())


@pytest.mark.parametrize("harm", [
    "bytearray(2**31)",
    "os.write(1, bytes(2**25)) and os.write(1, bytes(2**25))",
    "os.kill(os.getpid(), 11)",
    "os.abort()",
    "os.write(1, b'x' * 40)",
    "sys.exit(0)",
    "sys.exit(99)",
])  # fmt: skip
def test_a_decoder_that_runs_wild_costs_a_sentence_and_no_more(harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", (
        "import sys, os; sys.path.append(sys.argv.pop(1)); from langnghe.files import cleaning\n"
        f"def burnt(*_): {harm}\n"
        "cleaning.burnt = burnt; sys.exit(cleaning.main([]))"
    ))  # fmt: skip
    with pytest.raises(Refused, match=r"Xin chụp|Xin chọn"):
        cleaned(photo())


@pytest.mark.parametrize("loop", ["while True: pass", "while True: time.sleep(1)"])
def test_a_child_that_never_ends_is_ended(loop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 1.0)
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", f"import time\n{loop}")
    with pytest.raises(Refused, match="nặng quá sức máy"):
        cleaned(photo())


def test_processor_time_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", (
        "import sys; sys.path.append(sys.argv[1]); from langnghe.files import cleaning, limits\n"
        "limits.CPU_SECONDS = 1; cleaning.limit()\nwhile True: pass"
    ))  # fmt: skip
    with pytest.raises(Refused, match="nặng quá sức máy"):
        cleaned(photo())


def test_no_more_than_two_decode_at_once_and_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "PATIENCE_SECONDS", 0.1)
    with slots.taken():
        assert cleaned(photo()).width == 640
        with slots.taken(), pytest.raises(Refused, match="đang bận"):
            cleaned(photo())
    assert cleaned(photo()).width == 640


def test_twenty_photos_at_once_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = [0], [0]
    alone = decoding._run

    def counted(*asked: object) -> int:
        running[0] += 1
        most[0] = max(most[0], running[0])
        try:
            return alone(*asked)  # type: ignore[arg-type]
        finally:
            running[0] -= 1

    monkeypatch.setattr(decoding, "_run", counted)
    with ThreadPoolExecutor(20) as people:
        found = list(people.map(cleaned, [photo(1600, 1200)] * 20))
    assert len({one.picture for one in found}) == 1
    assert 1 <= most[0] <= slots.COUNT


def test_empty_and_far_too_large_uploads_never_reach_a_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("langnghe.kernel.children.PROGRAM", "no program at all")
    with pytest.raises(Refused, match="trống"):
        cleaned(b"")
    with pytest.raises(Refused, match="40 MB"):
        cleaned(bytes(rules.MAX_UPLOAD + 1))


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP"]), cut=st.floats(0, 1), changes=st.lists(
    st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6))  # fmt: skip
def test_whatever_happens_to_a_photo_on_its_way_it_is_clean_or_refused(
    kind: str, cut: float, changes: list[tuple[float, int]]
) -> None:
    content = bytearray(photo(120, 90, kind))
    for where, value in changes:
        content[int(where * len(content))] = value
    try:
        found = cleaned(bytes(content[: int(cut * len(content)) if not changes else None]))
    except Refused:
        return
    assert not told(found.picture)
    assert max(opened(found.picture).size) <= limits.SIDE
