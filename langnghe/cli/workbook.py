"""`langnghe workbook …`: the ward's first workbook: the empty one, checking a filled one, importing and undoing it."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from langnghe.cli.wards import find_ward
from langnghe.kernel.actors import system
from langnghe.kernel.formats import number
from langnghe.kernel.refused import Refused
from langnghe.places.models import Ward
from langnghe.places.reads import in_order, open_groups
from langnghe.workbook import problems
from langnghe.workbook.checking import Remark
from langnghe.workbook.content import SHEETS, template_file
from langnghe.workbook.imports import machine
from langnghe.workbook.looking import Looked, look_at
from langnghe.workbook.models import WorkbookImport

SHOWN = 200


def register(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun and its verbs."""
    verbs = nouns.add_parser(
        "workbook", help="sổ ban đầu của phường: tệp mẫu, kiểm tra, nhập, hoàn tác"
    ).add_subparsers(required=True, metavar="VIỆC")
    template = verbs.add_parser("template", help="ghi tệp mẫu .xlsx để điền")
    template.add_argument("file", type=Path, metavar="TỆP", help="nơi ghi tệp mẫu")
    template.add_argument("--ward", metavar="MÃ", help="mã phường: kê thêm các tổ phường đã có")
    template.set_defaults(run=_template)
    check = verbs.add_parser("check", help="kiểm tra từng dòng của sổ đã điền, không ghi gì; có lỗi thì kết quả là 1")
    check.add_argument("file", type=Path, metavar="TỆP", help="sổ đã điền")
    check.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
    check.add_argument("--remarks", type=Path, metavar="TỆP", help="ghi thêm một bản sổ có lời nhắn cạnh từng dòng")
    check.set_defaults(run=_check)
    load = verbs.add_parser("import", help="nhập cả sổ; còn dòng sai thì chưa nhập gì và kết quả là 1")
    load.add_argument("file", type=Path, metavar="TỆP", help="sổ đã điền")
    load.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
    load.add_argument("--good-rows", action="store_true", help="nhập những dòng đúng, để lại dòng sai")
    load.set_defaults(run=_import)
    undo = verbs.add_parser("undo", help="hoàn tác cả sổ; dừng giữa chừng thì chạy lại là làm tiếp")
    undo.add_argument("id", metavar="SỐ", help="số của lần nhập, lệnh import in ra")
    undo.add_argument("--ward", required=True, metavar="MÃ", help="mã phường, ví dụ DH")
    undo.set_defaults(run=_undo)


def _template(arguments: argparse.Namespace) -> int:
    groups = in_order(open_groups(find_ward(arguments.ward))) if arguments.ward else []
    _write(arguments.file, template_file(map(str, groups)))
    print(arguments.file)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    looked = _looked(arguments.file, find_ward(arguments.ward))
    _report(looked)
    if arguments.remarks:
        _write(arguments.remarks, looked.remarked())
        print(arguments.remarks)
    return 1 if looked.wrong else 0


def _import(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    looked = _looked(arguments.file, ward)
    if looked.wrong and not arguments.good_rows:
        _report(looked)
        raise Refused(_("Còn dòng cần sửa nên chưa nhập gì. Xin sửa sổ rồi chạy lại, hoặc thêm --good-rows."))
    batch = _received(arguments.file, ward)
    _run_through(batch)
    batch.refresh_from_db()
    print(
        f"Đã nhập: thêm {number(batch.added)}, sửa {number(batch.changed)}, giữ {number(batch.same)}, "
        f"để lại {number(batch.wrong)}. Số: {batch.id}"
    )
    for sheet, part in batch.parts.items():
        if part["said"] not in ("", "-"):
            print(f"  {SHEETS[sheet]}: {part['said']}")
    return 1 if batch.wrong else 0


def _received(path: Path, ward: Ward) -> WorkbookImport:
    by = system(ward.id)
    with path.open("rb") as file:
        batch = machine.receive(ward, path.name, iter(lambda: file.read(1 << 20), b""), by=by)
    machine.check(batch, by=by)
    batch.refresh_from_db()
    if batch.state == "refused":
        raise Refused(batch.refusal)
    return machine.confirm(batch, by=by)


def _run_through(batch: WorkbookImport) -> None:
    while machine.apply(batch, by=system(batch.ward_id), seconds=2):
        batch.refresh_from_db()
        print(f"{number(batch.done)} / {number(batch.total)}")


def _undo(arguments: argparse.Namespace) -> int:
    ward = find_ward(arguments.ward)
    batches = {str(batch.id): batch for batch in WorkbookImport.objects.filter(ward=ward)}
    if arguments.id not in batches:
        raise Refused(_("%(ward)s không có lần nhập số ấy.") % {"ward": ward})
    batch = machine.ask_undo(batches[arguments.id], by=system(ward.id))
    machine.undo(batch, by=system(ward.id))
    batch.refresh_from_db()
    if batch.state != "undone":
        raise Refused(batch.refusal)
    print("Đã hoàn tác.")
    return 0


def _looked(path: Path, ward: Ward) -> Looked:
    try:
        return look_at(path, ward)
    except OSError as error:
        raise Refused(_("Không mở được tệp %(file)s. Xin xem lại đường dẫn.") % {"file": path}) from error


def _report(looked: Looked) -> None:
    for sheet, counts in looked.sheets.items():
        print(f"{SHEETS[sheet]}: {number(counts['good'])} dòng đúng (thêm {number(counts['added'])}, "
              f"sửa {number(counts['changed'])}, giữ {number(counts['same'])})")  # fmt: skip
    for name in looked.strangers:
        print(f"Không đọc: {name}")
    for remark in looked.remarks[:SHOWN]:
        print(f"  {_line(remark)}")
    if len(looked.remarks) > SHOWN:
        print("  …")
    print(f"Cần sửa: {number(looked.wrong)} dòng.")


def _line(remark: Remark) -> str:
    title = problems.column_title(remark.sheet, remark.column)
    words = problems.sentence(remark.sheet, remark.code, remark.other)
    note = "(cần biết) " if remark.is_note else ""
    return f"{note}tờ {SHEETS[remark.sheet]}, dòng {remark.number}, {title}: {words}"


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(_("Không ghi được tệp %(file)s. Xin xem lại đường dẫn.") % {"file": path}) from error
