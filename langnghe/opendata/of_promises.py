"""The public promises of a ward, all of them: the columns of the file that lies beside the page of promises."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from langnghe.commitments.models import KEPT_BY, ORIGINS
from langnghe.commitments.rules import STATES
from langnghe.kernel.clock import local_today
from langnghe.opendata.columns import Column, Dataset, Row
from langnghe.places.models import Ward
from langnghe.promises import reads, sheets

SIZE = 500
COLUMNS = (
    Column("phien_ban", "integer", _("phiên bản của tệp")),
    Column("ngay_tinh", "date", _("ngày lấy dữ liệu; «trễ» tính đến ngày này")),
    Column("viec", "string", _("số của việc trên bảng")),
    Column("loi_hua_so", "integer", _("lời hứa thứ mấy của việc")),
    Column("nguon", "string", _("lời hứa từ đâu mà có"), dict(ORIGINS)),
    Column("tieu_de", "string", _("tên việc")),
    Column("linh_vuc", "string", _("mã lĩnh vực; trước dấu chấm là lĩnh vực lớn")),
    Column("ten_linh_vuc", "string", _("tên lĩnh vực")),
    Column("to", "string", _("tổ dân phố"), empty=True),
    Column("don_vi", "string", _("đơn vị chịu trách nhiệm"), empty=True),
    Column("chuc_danh", "string", _("chức danh chịu trách nhiệm"), empty=True),
    Column("loi_hua", "string", _("đúng lời đã hứa")),
    Column("ngay_hua", "date", _("ngày hứa")),
    Column("ngay_hen_dau", "date", _("ngày hẹn đầu tiên")),
    Column("ngay_hen", "date", _("ngày đang hẹn")),
    Column("so_lan_doi", "integer", _("số lần dời ngày")),
    Column("tre_khi_doi", "integer", _("trễ nhiều nhất bao nhiêu ngày lúc dời ngày")),
    Column("ngay_xong", "date", _("ngày báo xong (lần còn hiệu lực) hoặc ngày báo không thực hiện"), empty=True),
    Column("tinh_trang", "string", _("lời hứa đến đâu"), dict(STATES)),
    Column("ai_xac_nhan", "string", _("ai xác nhận là đã giữ lời"), dict(KEPT_BY), empty=True),
    Column("so_lan_mo_lai", "integer", _("bao nhiêu lần báo xong đã bị phản đối và phải mở lại")),
    Column("ly_do_khong_lam", "string", _("lý do không thực hiện"), empty=True),
)


def pages(ward: Ward, size: int = SIZE) -> Iterator[list[Row]]:
    """Every public promise by matter and number, some at a time."""
    today = local_today()
    for some in reads.in_pages(ward, size):
        yield sheets.rows(ward, some, today)


PROMISES = Dataset(
    "loi-hua", _("Lời hứa của phường"),
    _("Mỗi dòng một lời hứa về một việc đang ở trên bảng, trễ hay giữ lời tính đến hôm nay."), COLUMNS, pages,
)  # fmt: skip
