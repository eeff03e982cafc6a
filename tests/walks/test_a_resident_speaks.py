"""Every way in, each to the receipt and back to the resident's page: who must not read something does not."""

import re
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from langnghe.testing.browser import look
from langnghe.testing.stage import set_stage
from tests.walks.pictures import FACE, GUIDE, alley_at_night, for_guide
from tests.walks.product import Product
from tests.walks.steps import FORM, Receipt, Ward, close_receipt, open_receipt, said, send, unfold

pytestmark = [pytest.mark.slow, pytest.mark.once]
LAMP = "Đèn đường đầu hẻm 42 tắt nửa tháng nay, tối về không thấy gì, hôm qua có người té xe."
SAME = "Hẻm 42 tối om, con tôi đi học về phải soi đèn pin."
CALLED = "Cống trước chợ nhỏ nghẹt, mưa là nước tràn vào nhà."
PAPER = "Xin phường cho thêm thùng rác ở nhà văn hóa Tổ 5."
CONDUCT = "Anh Lê Minh Châu công an khu vực Tổ 3 quát nạt mẹ tôi khi bà lên hỏi giấy tờ."
CRIME = "Nhà trọ cuối hẻm 7 đêm nào cũng có người tới mua bán ma túy."
TITLE = "Đèn đường đầu hẻm 42 không sáng"
STAFF = {"binh", "chau", "dung", "en", "giang", "hanh", "khoa", "lan", "minh", "nga"}


@pytest.fixture
def ward(product: Product, chromium: Browser) -> Ward:
    """Phường Diên Hồng with its officers and nothing said yet."""
    return Ward(product, chromium, set_stage(product.environment, rows=False))


def test_every_resident_is_heard_gets_a_receipt_and_comes_back(ward: Ward, tmp_path: Path) -> None:
    lamp = ba_tu_writes_without_javascript(ward, alley_at_night(tmp_path / "IMG_2041.jpg"))
    binh_asks_and_covers_the_face(ward, lamp)
    matter = the_chief_puts_it_on_the_board(ward, lamp)
    everybody_sees_the_matter_and_no_face(ward, matter)
    ba_tu_answers(ward, lamp)
    ong_nam_has_the_same_trouble(ward, matter)
    somebody_calls_the_duty_desk(ward)
    somebody_puts_a_paper_into_the_box(ward)
    complaint = somebody_complains_about_chau(ward)
    report = somebody_reports_a_crime(ward)
    the_board_keeps_quiet(ward, complaint, report)
    the_guide_has_its_pictures()


def ba_tu_writes_without_javascript(ward: Ward, photo: Path) -> Receipt:
    """Resident A: place, photo, contact, and the preview before she sends."""
    with ward.phone() as page:
        page.goto("/dien-hong/")
        look(page, "resident 1 ward")
        for_guide(page, "trang-phuong")
        page.get_by_role("link", name="Gửi ý kiến").first.click()
        for_guide(page, "gui-y-kien", page.get_by_role("heading", level=1))
        page.get_by_label("Bà con muốn nói điều gì?").fill(LAMP)
        for_guide(page, "viet-loi", page.get_by_text("Bà con muốn nói điều gì?"))
        unfold(page)
        page.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
        page.get_by_label("Chỗ nào?").fill("đầu hẻm 42 Lê Lợi")
        page.get_by_label("Thuộc chuyện gì?").select_option(label="Đường hỏng, đèn đường, thoát nước")
        page.get_by_label("Chọn ảnh").set_input_files(photo)
        page.get_by_label("Số điện thoại hoặc email").fill("0905 123 456")
        page.get_by_text("Cho phép phường đăng lời tôi viết").click()
        look(page, "resident 2 form filled")
        page.get_by_role("button", name="Xem trước như người ngoài sẽ thấy").last.click()
        expect(page.get_by_role("heading", name="Người ngoài sẽ thấy gì")).to_be_visible()
        look(page, "resident 3 preview")
        for_guide(page, "xem-truoc", page.get_by_role("heading", name="Người ngoài sẽ thấy gì"))
        receipt = send(page)
        look(page, "resident 4 receipt")
        for_guide(page, "phieu", page.get_by_role("heading", level=1))
        page.get_by_role("link", name="Tôi đã giữ phiếu").click()
        for_guide(page, "mo-phieu")
        open_receipt(page, receipt, LAMP)
        expect(page.get_by_role("img", name="Ảnh thứ 1")).to_be_visible()
        expect(page.get_by_text("đã niêm phong")).to_be_visible()
        look(page, "resident 5 my page")
        close_receipt(page)
    return receipt


def binh_asks_and_covers_the_face(ward: Ward, lamp: Receipt) -> None:
    """An officer reads it, asks back, and covers the passer-by before anybody outside may see the photo."""
    with ward.desk("binh") as page:
        page.goto("/can-bo/")
        page.get_by_role("link", name=lamp.serial).click()
        expect(page.get_by_text(LAMP)).to_be_visible()
        page.get_by_label("Hỏi lại người gửi").fill("Đèn tắt cả đêm hay chỉ khi mưa?")
        page.get_by_role("button", name="Gửi câu hỏi").click()
        look(page, "resident 6 officer")
        page.locator("ul.photos a").first.click()
        _draw(page, FACE)
        look(page, "resident 7 drawn")
        page.get_by_role("button", name="Che và xem thử").click()
        expect(page.get_by_text("Nếu đăng, mọi người sẽ thấy")).to_be_visible()
        look(page, "resident 8 covered")


def _draw(page: Page, box: tuple[float, float, float, float]) -> None:
    page.locator(".cover-stage").scroll_into_view_if_needed()
    stage = page.locator(".cover-stage").bounding_box()
    assert stage
    points = [
        (stage["x"] + stage["width"] * across, stage["y"] + stage["height"] * down)
        for across, down in ((box[0] - 0.02, box[1] - 0.02), (box[2] + 0.02, box[3] + 0.02))
    ]
    page.mouse.move(*points[0])
    page.mouse.down()
    page.mouse.move(*points[1], steps=3)
    page.mouse.up()


def the_chief_puts_it_on_the_board(ward: Ward, lamp: Receipt) -> str:
    """Release; the address of the matter's public page."""
    with ward.desk("dung") as page:
        page.goto(f"/can-bo/y-kien/{lamp.serial}/")
        page.get_by_role("link", name="Đăng lên bảng công khai").click()
        page.get_by_label("Tên việc").fill(TITLE)
        page.get_by_label("Ảnh 1").check(force=True)
        look(page, "resident 9 release")
        page.get_by_role("button", name="Xem như người ngoài thấy").click()
        look(page, "resident 10 release preview")
        page.get_by_role("button", name="Đăng lên bảng").click()
        look(page, "resident 11 released")
        page.get_by_role("link", name="Xem trang công khai").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
        look(page, "resident 12 matter")
        return re.sub(r"^https?://[^/]+", "", page.url)


def everybody_sees_the_matter_and_no_face(ward: Ward, matter: str) -> None:
    """Board and page in both languages; the one picture is small, without a place, and black where the face was."""
    with ward.phone(language="en") as page:
        page.goto("/dien-hong/viec/")
        look(page, "resident 13 board")
        page.get_by_role("link", name=TITLE).click()
        look(page, "resident 13 matter")
    body = ward.public(matter)
    shown = set(re.findall(r'(?:src|href)="(/tep/[^"]+)"', body))
    assert len(shown) == 2, "the covered photo, large and small"
    for address in shown:
        with urlopen(ward.product.local + address) as answer:
            picture = Image.open(BytesIO(answer.read())).convert("RGB")
        middle = picture.getpixel((int(picture.width * 0.67), int(picture.height * 0.65)))
        assert isinstance(middle, tuple)
        assert max(middle) < 20
        assert not picture.getexif()
    assert "0905" not in body


def ba_tu_answers(ward: Ward, lamp: Receipt) -> None:
    """Back at her page: a question to answer, more words, and what has happened since."""
    with ward.phone() as page:
        open_receipt(page, lamp, LAMP)
        expect(page.get_by_text("Phường còn phải trả lời")).to_be_visible()
        expect(page.get_by_role("link", name="Xem trang mọi người đang thấy")).to_be_visible()
        for_guide(page, "tra-loi", page.get_by_role("heading", name="Phường hỏi bà con"))
        page.get_by_label("Trả lời của bà con").fill("Tắt cả đêm, đã nửa tháng.")
        page.get_by_role("button", name="Gửi câu trả lời").click()
        expect(page.get_by_role("status")).to_contain_text("Cảm ơn bà con")
        page.get_by_role("textbox", name="Nói thêm").fill("Chỗ ấy gần trường mẫu giáo.")
        for_guide(page, "noi-them", page.get_by_role("heading", name="Muốn nói thêm?"))
        page.get_by_role("button", name="Gửi lời nói thêm").click()
        expect(page.locator("main")).to_contain_text("gần trường mẫu giáo")
        for_guide(page, "trang-rieng")
        for_guide(page, "rut-xoa", page.get_by_role("heading", name="Rút, xóa, đóng phiếu"))
        look(page, "resident 14 my page later")
        close_receipt(page)


def ong_nam_has_the_same_trouble(ward: Ward, matter: str) -> None:
    """Resident B, with JavaScript: finds the matter, says so, and sends words of his own."""
    with ward.phone(scripts=True) as page:
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/dien-hong/viec/")
        page.get_by_label("Tìm trong các việc đã đăng").fill("den hem 42")
        page.get_by_role("button", name="Tìm").click()
        for_guide(page, "bang-viec")
        page.get_by_role("link", name=TITLE).click()
        page.get_by_role("button", name="Tôi cũng gặp chuyện này").first.click()
        expect(page.get_by_text("Máy này đã bấm")).to_be_visible()
        for_guide(page, "toi-cung-gap", page.get_by_role("heading", name="Nhà mình cũng vậy?"))
        look(page, "resident 15 supported")
        page.get_by_role("link", name="Gửi chuyện khác cho phường").click()
        page.get_by_label("Bà con muốn nói điều gì?").fill(SAME)
        receipt = send(page)
        look(page, "resident 16 receipt with script")
        page.get_by_role("link", name="Mở trang riêng ngay").click()
        expect(page.get_by_text(SAME)).to_be_visible()
        assert receipt.secret[:5] not in page.url
        open_receipt(page, receipt, SAME)
        close_receipt(page)


def somebody_calls_the_duty_desk(ward: Ward) -> None:
    """Bình writes down what is said, reads serial and secret aloud; the caller opens the page at home."""
    with ward.desk("binh") as page:
        page.goto("/can-bo/ghi-ho/")
        page.get_by_label("Người dân nói gì?").fill(CALLED)
        page.locator("input[name=group]").fill("3")
        look(page, "resident 17 call")
        page.get_by_role("button", name="Lưu, lấy số phiếu").click()
        serial = said(page, "#so-phieu")
        look(page, "resident 18 taken")
        page.get_by_role("button", name="Hiện mã để đọc").click()
        groups = page.locator(".spelled .slip-code").all_text_contents()
        look(page, "resident 19 aloud")
    with ward.phone() as page:
        open_receipt(page, Receipt(serial, "-".join(groups)), CALLED)
        expect(page.get_by_text("Cán bộ đã thấy mã bí mật của phiếu này")).to_be_visible()
        look(page, "resident 20 caller's page")
        close_receipt(page)


def somebody_puts_a_paper_into_the_box(ward: Ward) -> None:
    """A printed form, the box opened before two witnesses, the strip kept at home, the sealed slip at the desk."""
    with ward.desk("binh") as page:
        number = _blank_form(page)
        page.goto("/can-bo/ghi-ho/hop/")
        page.get_by_label("Hộp đặt ở đâu?").fill("Nhà văn hóa Tổ 5")
        page.get_by_label("Người chứng kiến thứ nhất").fill("NVA")
        page.get_by_label("Người chứng kiến thứ hai").fill("TTB")
        page.get_by_label("Có mấy tờ trong hộp?").fill("1")
        page.get_by_role("button", name="Bắt đầu ghi từng tờ").click()
        page.get_by_label("Số in trên tờ").first.fill(number.lower())
        page.get_by_label("Trên giấy viết gì?").fill(PAPER)
        look(page, "resident 22 box")
        page.get_by_role("button", name="Lưu, sang tờ sau").click()
        expect(page.get_by_text("Đã ghi đủ")).to_be_visible()
        look(page, "resident 23 box done")
        with ward.phone() as phone:
            serial = _serial_of_strip(phone, number)
        page.goto("/can-bo/ghi-ho/cuong/")
        page.get_by_label("Số trên cuống phiếu").fill(number)
        page.get_by_role("button", name="In phiếu kín").click()
        expect(page.locator(".sealed-number")).to_have_text(serial)
        look(page, "resident 25 sealed slip")
        secret = said(page, ".sealed-code").replace(" ", "-")
    with ward.phone() as phone:
        open_receipt(phone, Receipt(serial, secret), PAPER)
        close_receipt(phone)


def _blank_form(page: Page) -> str:
    page.goto("/can-bo/in/")
    page.get_by_label("In mấy tờ phiếu?").fill("2")
    page.get_by_role("button", name="Lấy số và xem phiếu").click()
    look(page, "resident 21 blank forms")
    return said(page, ".blank-number")


def _serial_of_strip(phone: Page, number: str) -> str:
    phone.goto("/dien-hong/phieu-giay/")
    phone.get_by_label("Số trên cuống phiếu").fill(number)
    phone.get_by_role("button", name="Tìm số phiếu").click()
    look(phone, "resident 24 strip")
    for_guide(phone, "cuong-giay")
    return said(phone, ".slip-number")


def somebody_complains_about_chau(ward: Ward) -> Receipt:
    """By name, without the tick: Front and chairman read it, he does not, nor does his chief."""
    with ward.phone() as page:
        page.goto(FORM)
        page.get_by_label("Bà con muốn nói điều gì?").fill(CONDUCT)
        unfold(page)
        page.get_by_label("Chuyện ở tổ nào?").select_option(label="Tổ 3")
        page.get_by_text("Cho phép phường đăng lời tôi viết").click()
        receipt = send(page)
        open_receipt(page, receipt, CONDUCT)
        expect(page.get_by_text("chỉ Mặt trận Tổ quốc và Chủ tịch")).to_be_visible()
        look(page, "resident 26 complaint")
        close_receipt(page)
    assert {name for name in STAFF if ward.reads(name, receipt, CONDUCT)} == {"giang", "en"}
    with ward.desk("giang") as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        expect(page.get_by_text("Lê Minh Châu").first).to_be_visible()
        look(page, "resident 27 complaint read")
    return receipt


def somebody_reports_a_crime(ward: Ward) -> Receipt:
    """With the tick, and with leave to publish that nobody may use: chief and duty desk read it."""
    with ward.phone() as page:
        page.goto(FORM)
        page.get_by_label("Bà con muốn nói điều gì?").fill(CRIME)
        page.get_by_text("Đây là tin báo tội phạm").click()
        page.get_by_text("Cho phép phường đăng lời tôi viết").click()
        for_guide(page, "danh-dau", page.get_by_text("Đánh dấu nếu đúng"))
        receipt = send(page)
        open_receipt(page, receipt, CRIME)
        expect(page.get_by_text("chỉ Trưởng Công an phường và trực ban")).to_be_visible()
        expect(page.get_by_text("không đăng, vì ý kiến này giữ kín")).to_be_visible()
        look(page, "resident 28 crime")
        page.get_by_role("button", name="Thoát nhanh").or_(page.get_by_role("link", name="Thoát nhanh")).first.focus()
        for_guide(page, "thoat-nhanh")
        close_receipt(page)
    assert {name for name in STAFF if ward.reads(name, receipt, CRIME)} == {"dung", "binh"}
    with ward.desk("dung") as page:
        page.goto(f"/can-bo/y-kien/{receipt.serial}/")
        expect(page.get_by_role("link", name="Đăng lên bảng công khai")).to_have_count(0)
        look(page, "resident 29 crime read")
    return receipt


def the_board_keeps_quiet(ward: Ward, *kept: Receipt) -> None:
    """Nothing of what is guarded stands on any public page; Bà Tư's lamp does."""
    for path in ("/dien-hong/", "/dien-hong/viec/", "/dien-hong/viec/atom.xml", "/dien-hong/viec/?tim=ma+tuy"):
        body = ward.public(path)
        assert not [one.serial for one in kept if one.serial in body]
        for words in (CONDUCT, CRIME, "Minh Châu", "ma túy"):
            assert words not in body, path
    assert TITLE in ward.public("/dien-hong/viec/")


def the_guide_has_its_pictures() -> None:
    """Every picture that the guide shows was made on this way."""
    shown = re.findall(r"\]\((hinh/[\w-]+\.png)\)", (GUIDE / "nguoi-dan.md").read_text("utf-8"))
    assert shown
    assert not [name for name in shown if not (GUIDE / name).is_file()]
