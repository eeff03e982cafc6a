"""`langnghe places …`: import a list, merge wards, compare the holidays, from the command line."""

import argparse
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from langnghe.cli.wards import find_ward
from langnghe.kernel.actors import Actor, system
from langnghe.kernel.formats import moment, number, short_date
from langnghe.kernel.refused import Refused
from langnghe.people.entrances import make_entrance
from langnghe.places import imports, mergers
from langnghe.places.models import HouseholdImport, ImportProblem, NationalDay
from langnghe.places.national import national_days
from langnghe.places.problems import column_title, sentence
from langnghe.provinces.actions import Office, open_office

SHOWN = 50


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser("places", help="tổ dân phố, hộ, sáp nhập phường, lịch làm việc").add_subparsers(
        required=True, metavar="VIỆC"
    )
    load = verbs.add_parser("import", help="nhập danh sách tổ và hộ từ tệp .xlsx hoặc .csv")
    load.add_argument("file", type=Path, metavar="TỆP", help="tệp danh sách")
    load.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
    load.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra từng dòng, không nhập")
    load.set_defaults(run=_import)
    undo = verbs.add_parser("undo", help="hoàn tác cả một lần nhập")
    undo.add_argument("id", metavar="SỐ", help="số của lần nhập, lệnh import in ra")
    undo.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
    undo.set_defaults(run=_undo)
    merge = verbs.add_parser("merge", help="nhập một phường vào phường mới")
    merge.add_argument("old", metavar="CŨ", help="mã phường cũ")
    merge.add_argument("--into", required=True, metavar="MỚI", help="mã phường mới")
    merge.set_defaults(run=_merge)
    office = verbs.add_parser("office", help="mở văn phòng theo dõi số cộng của một tỉnh hoặc cả nước")
    where = office.add_mutually_exclusive_group(required=True)
    where.add_argument("--province", default="", metavar="TỈNH", help="tên tỉnh, thành phố")
    where.add_argument("--country", action="store_true", help="cả nước")
    office.add_argument("--code", required=True, metavar="MÃ", help="mã văn phòng, 2 đến 4 chữ cái in hoa")
    office.add_argument("--username", required=True, metavar="TÊN", help="tên đăng nhập của người theo dõi")
    office.add_argument("--name", required=True, metavar="HỌ TÊN", help="họ và tên của người theo dõi")
    office.set_defaults(run=_office)
    calendar = verbs.add_parser("calendar", help="so ngày nghỉ cả nước với thư viện đang cài")
    calendar.add_argument("year", type=int, metavar="NĂM", help="năm cần so")
    calendar.add_argument("--update", action="store_true", help="ghi những ngày còn thiếu vào lịch")
    calendar.set_defaults(run=_calendar)


def _import(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    by = system(ward.id)
    try:
        with arguments.file.open("rb") as file:
            batch = imports.receive(ward, arguments.file.name, iter(lambda: file.read(1 << 20), b""), by=by)
    except OSError as error:
        raise Refused(_("Không mở được tệp %(file)s. Xin xem lại đường dẫn.") % {"file": arguments.file}) from error
    batch = _checked(batch)
    _report(batch)
    if not arguments.dry_run:
        batch = imports.confirm(batch, by=by)
        while imports.apply(batch, by=by, seconds=2):
            batch.refresh_from_db()
            print(f"{number(batch.done)} / {number(batch.total)}")
        batch.refresh_from_db()
        print(
            f"Đã nhập: thêm {number(batch.added)}, sửa {number(batch.changed)}, giữ {number(batch.same)}. "
            f"Số: {batch.id}"
        )
    return 1 if batch.wrong else 0


def _checked(batch: HouseholdImport) -> HouseholdImport:
    """Check it here; when the worker was quicker, take what it found."""
    imports.check(batch, by=system(batch.ward_id))
    batch.refresh_from_db()
    if batch.state == "refused":
        raise Refused(batch.refusal)
    return batch


def _report(batch: HouseholdImport) -> None:
    print(f"{number(batch.total)} dòng: thêm {number(batch.added)}, sửa {number(batch.changed)}, "
          f"giữ {number(batch.same)}, cần sửa lại {number(batch.wrong)}")  # fmt: skip
    for problem in ImportProblem.objects.filter(batch=batch).order_by("number", "column")[:SHOWN]:
        print(f"  dòng {problem.number}, {column_title(problem.column)}: {sentence(problem.code)}")
    if batch.wrong > SHOWN:
        print("  …")


def _undo(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    batches = {str(batch.id): batch for batch in HouseholdImport.objects.filter(ward=ward)}
    if arguments.id not in batches:
        raise Refused(_("%(ward)s không có lần nhập số ấy.") % {"ward": ward})
    by = system(ward.id)
    imports.undo(imports.ask_undo(batches[arguments.id], by=by), by=by)
    print("Đã hoàn tác.")
    return 0


def _office(arguments: argparse.Namespace) -> int:
    asked = Office(arguments.province, arguments.code, arguments.username, arguments.name,
                   urlsplit(settings.PUBLIC_ADDRESS).netloc)  # fmt: skip
    mandate = open_office(asked, by=Actor("system"))
    entrance, code = make_entrance(mandate.officer, by=system(mandate.ward_id))
    print(f"{settings.PUBLIC_ADDRESS}{reverse('people:first_entry')}")
    print(f"Tên đăng nhập: {asked.username}\nMã: {code}\nHạn dùng: {moment(entrance.expires_at)}")
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    old, new = find_ward(arguments.old), find_ward(arguments.into)
    by = system(old.id)
    mergers.merge_ward(old, into=new, by=by)
    while mergers.carry_over(old, by=by, seconds=2):
        time.sleep(0.1)
    print(f"{old} đã nhập vào {new}.")
    return 0


def _calendar(arguments: argparse.Namespace) -> int:
    known = set(NationalDay.objects.filter(day__year=arguments.year).values_list("day", flat=True))
    fresh = [day for day in national_days(arguments.year, arguments.year) if day.day not in known]
    for day in fresh:
        print(f"{short_date(day.day)} {'làm bù' if day.works else 'nghỉ'}: {day.name}")
    if arguments.update:
        NationalDay.objects.bulk_create(NationalDay(**vars(day)) for day in fresh)
    if not fresh:
        print("Không thiếu ngày nào.")
    return 0 if arguments.update or not fresh else 1
