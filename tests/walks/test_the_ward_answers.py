"""The whole loop: two residents speak, the ward answers and promises, and residents say whether it was kept."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Locator, Page, expect

from langnghe.commitments.settling import settle_due
from langnghe.kernel.actors import system
from langnghe.testing.browser import look
from langnghe.testing.cast import Cast
from langnghe.testing.served import Served
from tests.walks.days import Days
from tests.walks.pictures import GUIDE, alley_at_night, for_guide
from tests.walks.steps import FORM, Receipt, Ward, close_receipt, open_receipt, said, send, unfold

pytestmark = [pytest.mark.slow, pytest.mark.once]
LAMP = "Đèn đường đầu hẻm 42 tắt nửa tháng nay, tối về không thấy gì, hôm qua có người té xe."
SAME = "Đèn đường đầu hẻm 42 tắt lâu rồi, bọn trẻ đi học về phải soi đèn pin."
SINGING = "Quán karaoke cạnh nhà văn hóa hát tới một giờ sáng, cả xóm không ngủ được."
CONDUCT = "Anh Lê Minh Châu công an khu vực Tổ 3 quát nạt mẹ tôi khi bà lên hỏi giấy tờ."
ANSWER = "Phường đã đến xem: hai bóng đèn đầu hẻm bị cháy. Tổ quản lý đô thị thay trong tuần này."
PROMISE = "Thay hai bóng đèn đầu hẻm 42 và thử lại vào buổi tối."
TITLE = "Đèn đường đầu hẻm 42 không sáng"
PROMISES = "/dien-hong/loi-hua/"
SINGING_ANSWER = "Cảnh sát khu vực đã nhắc chủ quán. Sau 22 giờ quán phải tắt loa."
SINGING_PROMISE = "Kiểm tra quán ba tối liền, còn hát sau 22 giờ thì lập biên bản."
MISSING = "Mới sáng một bóng, bóng trong hẻm vẫn tắt."
STAFF = {"binh", "chau", "dung", "en", "giang", "hanh", "khoa", "lan", "minh", "nga"}
GUIDES = ("truc-ban.md", "canh-sat-khu-vuc.md", "lanh-dao.md")


@pytest.fixture
def ward(days: Days, served: Served, chromium: Browser, dien_hong: Cast) -> Iterator[Ward]:
    """Phường Diên Hồng with its officers signed in and nothing said yet."""
    yield days.ward(served, chromium, dien_hong, STAFF)
    translation.activate("vi")


def test_the_ward_answers_and_residents_say_whether_it_was_kept(
    ward: Ward, days: Days, dien_hong: Cast, tmp_path: Path
) -> None:
    """Everybody without JavaScript."""
    photo = alley_at_night(tmp_path / "IMG_2041.jpg", 800, 600)
    lamp, same, singing = [speak(ward, words) for words in (LAMP, SAME, SINGING)]
    days.at(2, 9)
    matter = binh_takes_up(ward, lamp)
    binh_joins(ward, same, matter)
    noise = binh_gives_to_chau(ward, singing)
    days.at(2, 14)
    minh_drafts_and_en_releases(ward, matter)
    chau_drafts_and_dung_releases(ward, noise)
    for receipt, words in ((lamp, LAMP), (same, SAME)):
        resident_reads(ward, receipt, words)
    everybody_reads(ward, "Đang làm")
    days.at(4)
    minh_claims(ward, matter, "Đã thay bóng chiều nay.", photo)
    en_covers(ward, matter)
    everybody_reads(ward, "Đã báo xong, chờ người dân xác nhận")
    days.at(5)
    resident_contests(ward, same)
    everybody_reads(ward, "Mở lại, phải làm tiếp", "mở lại 1 lần")
    minh_claims_again(ward, matter, photo)
    days.at(6)
    resident_confirms(ward, lamp)
    days.at(9)
    settle_due(by=system(dien_hong.ward.id))
    the_late_promise_stands_first(ward, noise)
    somebody_complains_about_chau(ward)
    days.later(12, 7)
    the_promise_was_kept(ward, matter)
    the_guides_have_their_pictures()


def speak(ward: Ward, words: str) -> Receipt:
    """A resident of Tổ 3, by phone, at the private address."""
    with ward.phone() as page:
        page.goto(FORM)
        page.get_by_label("Bà con muốn nói điều gì?").fill(words)
        unfold(page)
        page.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
        if words in (LAMP, SAME):
            page.get_by_label("Chỗ nào?").fill("đầu hẻm 42")
            page.get_by_label("Thuộc chuyện gì?").select_option(label="Đường hỏng, đèn đường, thoát nước")
        page.get_by_text("Cho phép phường đăng lời tôi viết").click()
        return send(page)


def binh_takes_up(ward: Ward, receipt: Receipt) -> str:
    """From the morning to the inbox, to the opinion, to a matter for the post the machine suggests; its serial."""
    with ward.desk("binh", scripts=False) as page:
        page.goto("/can-bo/")
        for_guide(page, "viec-hom-nay")
        look(page, "answers 1 morning")
        page.get_by_role("link", name="Hộp việc").first.click()
        for_guide(page, "hop-viec")
        look(page, "answers 2 inbox")
        page.get_by_role("link", name=receipt.serial).click()
        part = page.get_by_role("heading", name="Chưa ai nhận ý kiến này")
        for_guide(page, "nhan-viec", part)
        look(page, "answers 3 opinion")
        page.get_by_label("Giao cho").select_option(label="Cán bộ đô thị")
        page.get_by_role("button", name="Nhận thành việc").click()
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        for_guide(page, "viec")
        look(page, "answers 4 matter")
        return _serial(page)


def binh_joins(ward: Ward, receipt: Receipt, matter: str) -> None:
    """The second one about the same lamp: suggested, with reasons, joined in one click."""
    with ward.desk("binh", scripts=False) as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        expect(page.get_by_text("cùng tổ")).to_be_visible()
        expect(page.get_by_text("cùng chữ")).to_be_visible()
        for_guide(page, "nhap-viec", page.get_by_role("heading", name="Có thể cùng một chuyện"))
        look(page, "answers 5 suggested")
        page.get_by_role("button", name="Nhập vào việc này").click()
        expect(page.get_by_text("Đã nhập vào việc")).to_be_visible()
        assert _serial(page) == matter
        expect(page.get_by_text(LAMP)).to_be_visible()
        expect(page.get_by_text(SAME)).to_be_visible()
        for_guide(page, "canh-nhau", page.get_by_role("heading", name="Lời bà con"))
        look(page, "answers 6 joined")


def binh_gives_to_chau(ward: Ward, receipt: Receipt) -> str:
    """Noise goes to the beat officer of the group; what the sender did not choose, the desk does."""
    with ward.desk("binh", scripts=False) as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        page.get_by_label("Lĩnh vực").select_option(label="Karaoke, tiếng ồn")
        page.get_by_label("Giao cho").select_option(label="CSKV Tổ 3")
        page.get_by_role("button", name="Nhận thành việc").click()
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        return _serial(page)


def minh_drafts_and_en_releases(ward: Ward, matter: str) -> None:
    """Local government's lamp: the city officer writes, the chairman reads it as residents will, and releases."""
    with ward.desk("minh", scripts=False) as page:
        page.goto("/can-bo/")
        look(page, "answers 7 morning of the city officer")
        page.get_by_role("link", name=matter).click()
        _draft(page, ANSWER, PROMISE, "Cán bộ đô thị · Ủy ban nhân dân phường", "2026-11-06")
        page.get_by_role("button", name="Gửi duyệt").click()
        expect(page.get_by_text("Đang chờ duyệt").first).to_be_visible()
        look(page, "answers 9 submitted")
    with ward.desk("en", scripts=False) as page:
        page.goto("/can-bo/")
        look(page, "answers 10 morning of the chairman")
        page.get_by_role("link", name="Chờ duyệt").first.click()
        look(page, "answers 11 to release")
        page.get_by_role("link", name=matter).click()
        _release(page)
        _put_on_the_board(page)


def _put_on_the_board(page: Page) -> None:
    """In the words of A, who allows it, so that everybody can follow the promise."""
    page.get_by_role("link", name="Đăng lên bảng").click()
    page.get_by_label("Tên việc").fill(TITLE)
    page.get_by_role("button", name="Xem như người ngoài thấy").click()
    page.get_by_role("button", name="Đăng lên bảng").click()
    expect(page.get_by_text("Đang ở trên bảng")).to_be_visible()


def everybody_reads(ward: Ward, *told: str) -> None:
    """The public page of promises: how the lamp's promise stands, and nothing of what nobody put on the board."""
    shown = ward.public(PROMISES)
    for words in (TITLE, PROMISE, *told):
        assert words in shown, words
    assert MISSING not in shown
    assert SINGING_PROMISE not in shown


def the_promise_was_kept(ward: Ward, matter: str) -> None:
    """The thirty days for contests are over; the page counts it, and leads to everything that happened."""
    everybody_reads(ward, "Đã giữ lời", "người gửi xác nhận")
    with ward.phone() as page:
        page.goto(PROMISES)
        look(page, "answers 24 promises for everybody")
        page.get_by_role("link", name=TITLE).click()
        expect(page.get_by_text("Một người gửi báo chưa xong. Mở lại ngay.")).to_be_attached()
        expect(page.get_by_role("heading", name="Phường hứa")).to_be_visible()
        assert matter in page.url
        look(page, "answers 25 kept")


def chau_drafts_and_dung_releases(ward: Ward, noise: str) -> None:
    """Police noise: the beat officer writes, the chief releases."""
    with ward.desk("chau", scripts=False) as page:
        page.goto("/can-bo/")
        for_guide(page, "viec-cua-toi", page.get_by_role("heading", name="Việc của tôi"))
        page.get_by_role("link", name=noise).click()
        for_guide(page, "soan-tra-loi", page.get_by_role("heading", name="Trả lời", exact=True))
        _draft(page, SINGING_ANSWER, SINGING_PROMISE, "CSKV Tổ 3 · Công an phường", "2026-11-05", pictures=True)
        for_guide(page, "xem-nhu-nguoi-gui")
        page.get_by_role("button", name="Gửi duyệt").click()
        expect(page.get_by_text("Đang chờ duyệt").first).to_be_visible()
    with ward.desk("dung", scripts=False) as page:
        page.goto("/can-bo/")
        for_guide(page, "cho-duyet-sang", page.get_by_role("heading", name="Chờ anh chị duyệt"))
        page.goto("/can-bo/cho-duyet/")
        for_guide(page, "cho-duyet")
        page.get_by_role("link", name=noise).click()
        for_guide(page, "duyet")
        _release(page, pictures=True)


def _draft(page: Page, words: str, promise: str, who: str, due: str, *, pictures: bool = False) -> None:
    page.get_by_role("link", name="Soạn trả lời").click()
    page.get_by_label("Lời trả lời").fill(words)
    if pictures:
        for_guide(page, "viet-tra-loi", page.get_by_text("Phường trả lời thế nào?"))
    _open(page.locator("details.more", has_text="Kèm lời hứa có ngày").first)
    page.get_by_label("Phường hứa gì?").first.fill(promise)
    page.get_by_label("Ai chịu trách nhiệm?").first.select_option(label=who)
    page.get_by_label("Hẹn xong ngày").first.fill(due)
    if pictures:
        for_guide(page, "kem-loi-hua", page.get_by_text("Kèm lời hứa có ngày").first)
    look(page, "answers 7 draft")
    page.get_by_role("button", name="Xem như người gửi đọc").last.click()
    expect(page.get_by_role("heading", name="Người gửi sẽ đọc thế này")).to_be_visible()
    expect(page.get_by_text(promise).first).to_be_visible()
    look(page, "answers 8 preview")


def _open(folded: Locator) -> None:
    if folded.get_attribute("open") is None:
        folded.locator("summary").first.click()


def _release(page: Page, *, pictures: bool = False) -> None:
    page.get_by_role("button", name="Xem rồi duyệt").last.click()
    expect(page.get_by_role("heading", name="Người gửi sẽ đọc thế này")).to_be_visible()
    if pictures:
        for_guide(page, "duyet-xem")
    page.get_by_role("button", name="Trả lời ngay").click()
    expect(page.get_by_role("heading", name="Các lời hứa")).to_be_visible()
    look(page, "answers 12 released")


def resident_reads(ward: Ward, receipt: Receipt, words: str) -> None:
    """The answer and the promise stand behind each receipt."""
    with ward.phone() as page:
        open_receipt(page, receipt, words)
        expect(page.get_by_text(ANSWER).first).to_be_visible()
        expect(page.get_by_text(PROMISE).first).to_be_visible()
        expect(page.get_by_text("6/11/2026").first).to_be_visible()
        look(page, "answers 13 my page")
        close_receipt(page)


def minh_claims(ward: Ward, matter: str, words: str, photo: Path) -> None:
    """Done, says the unit, with a photo; without evidence it is not taken."""
    with ward.desk("minh", scripts=False) as page:
        page.goto(f"/can-bo/viec/{matter}/")
        page.get_by_role("link", name="Báo xong, dời ngày…").click()
        page.get_by_role("button", name="Báo đã xong").click()
        expect(page.get_by_text("Báo xong phải kèm bằng chứng").first).to_be_visible()
        for_guide(page, "bao-xong", page.get_by_role("heading", name="Đã làm xong?"))
        look(page, "answers 14 no evidence")
        page.get_by_label("Đã làm gì?").fill(words)
        page.get_by_label("Chọn ảnh").set_input_files(photo)
        page.get_by_role("button", name="Báo đã xong").click()
        expect(page.get_by_text("Đã báo xong. Người gửi được mời xem").first).to_be_visible()
        look(page, "answers 15 claimed")


def en_covers(ward: Ward, matter: str) -> None:
    """The evidence goes out covered, or after somebody saw that there is nothing to hide."""
    with ward.desk("en", scripts=False) as page:
        page.goto(f"/can-bo/viec/{matter}/loi-hua/1/")
        page.get_by_role("link", name="Che rồi đăng").click()
        for_guide(page, "che-bang-chung")
        page.get_by_role("button", name="Không có gì phải che, đăng").click()
        expect(page.get_by_text("đang đăng").first).to_be_visible()
        look(page, "answers 16 covered")


def resident_contests(ward: Ward, receipt: Receipt) -> None:
    """B, from the receipt: the work is reopened at once."""
    with ward.phone() as page:
        open_receipt(page, receipt, SAME)
        expect(page.get_by_text("Phường báo đã xong. Bà con thấy sao?").first).to_be_visible()
        look(page, "answers 17 is it done")
        _open(page.locator("details.more", has_text="Chưa xong").first)
        page.get_by_label("Còn thiếu gì?").fill(MISSING)
        page.get_by_role("button", name="Báo là chưa xong").click()
        expect(page.get_by_text("Việc được mở lại ngay").first).to_be_visible()
        close_receipt(page)


def minh_claims_again(ward: Ward, matter: str, photo: Path) -> None:
    """He finds it on his morning, reads what is missing, and shows something new."""
    with ward.desk("minh", scripts=False) as page:
        page.goto("/can-bo/")
        expect(page.get_by_role("heading", name="Lời hứa bị phản đối, phải làm tiếp")).to_be_visible()
        look(page, "answers 18 reopened")
        page.locator("#reopened").get_by_role("link", name=matter).click()
        expect(page.get_by_text(MISSING).first).to_be_visible()
        for_guide(page, "phan-doi", page.get_by_role("heading", name="Bà con nói còn thiếu gì"))
        look(page, "answers 19 what is missing")
        page.get_by_label("Đã làm gì?").fill("Đã thay bóng trong hẻm, tối qua thử cả hai bóng đều sáng.")
        page.get_by_label("Chọn ảnh").set_input_files(photo)
        page.get_by_role("button", name="Báo đã xong").click()
        expect(page.get_by_text("Đã báo xong. Người gửi được mời xem").first).to_be_visible()


def resident_confirms(ward: Ward, receipt: Receipt) -> None:
    """A looks, and it is done indeed."""
    with ward.phone() as page:
        open_receipt(page, receipt, LAMP)
        page.get_by_role("button", name="Đã xong thật").click()
        expect(page.get_by_text("Đã ghi lời xác nhận").first).to_be_visible()
        expect(page.get_by_text("Đã được xác nhận").first).to_be_visible()
        look(page, "answers 20 confirmed")
        close_receipt(page)


def the_late_promise_stands_first(ward: Ward, noise: str) -> None:
    """Four days late: first on the chief's morning and on the beat officer's."""
    for name in ("dung", "chau"):
        with ward.desk(name, scripts=False) as page:
            page.goto("/can-bo/")
            line = page.locator("#promises .row").first
            expect(line).to_contain_text(noise)
            expect(line).to_contain_text("trễ từ")
            look(page, f"answers 21 morning of {name}")
            if name == "dung":
                for_guide(page, "loi-hua-tre", page.locator("#promises"))
                line.get_by_role("link").first.click()
                _open(page.locator("details.more", has_text="Dời ngày hẹn").first)
                for_guide(page, "doi-ngay", page.get_by_text("Dời ngày hẹn").first)
                look(page, "answers 22 late promise")


def somebody_complains_about_chau(ward: Ward) -> None:
    """Front and chairman see it in lists, search and morning; to everybody else there is no such thing."""
    with ward.phone() as page:
        page.goto(FORM)
        page.get_by_label("Bà con muốn nói điều gì?").fill(CONDUCT)
        unfold(page)
        page.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
        receipt = send(page)
    assert _readers(ward, receipt) == {"giang", "en"}
    with ward.desk("en", scripts=False) as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        for_guide(page, "noi-ve-can-bo")
        page.get_by_role("button", name="Nhận thành việc").click()
        expect(page.get_by_text("Đã nhận thành việc")).to_be_visible()
        address = re.sub(r"^https?://[^/]+", "", page.url)
        look(page, "answers 23 complaint")
    assert {name for name in STAFF if ward.opens(name, address)} == {"giang", "en"}
    assert {name for name in STAFF if ward.finds(name, address)} <= {"giang", "en"}


def _readers(ward: Ward, receipt: Receipt) -> set[str]:
    return {name for name in STAFF if ward.reads(name, receipt, CONDUCT)}


def _serial(page: Page) -> str:
    return said(page, "h1").split()[-1]


def the_guides_have_their_pictures() -> None:
    """Every picture that the officers' guides show was made on this way."""
    for guide in GUIDES:
        shown = re.findall(r"\]\((hinh/[\w-]+\.png)\)", (GUIDE / guide).read_text("utf-8"))
        assert shown
        assert not [name for name in shown if not (GUIDE / name).is_file()], guide
