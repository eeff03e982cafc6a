"""Working days in Vietnam 2023–2027, reasoned by hand from the official announcements. Data only.

Sources: Labour Code 2019, Arts. 111(3) and 112; yearly notices of the ministry and of the Government Office: Tết and
2/9 of 2023 (5034/TB-LĐTBXH), 2024 (5015/TB-LĐTBXH), swap of 29/4/2024 for 4/5/2024 (2450/VPCP-KGVX, 12/4/2024), 2025
with 2/5 for 26/4 (6150/TB-BLĐTBXH), New Year 2026 with 2/1 for 10/1 (12729/VPCP-KGVX, 25/12/2025), Tết 2026 from 14 to
22/2 and 2/9/2026 with 31/8 for 22/8 (plan agreed by the Government, 10/2025).
Left out on purpose, because no notice was seen when this was written: 24 November (Ngày Văn hóa Việt Nam, Resolution
80-NQ/TW), and of 2027 the 4th and 11th of February, the 1st and 3rd of September.
"""

from datetime import date

OFF = """
2023-01-01 Tết Dương lịch, Chủ nhật
2023-01-02 nghỉ bù Tết Dương lịch
2023-01-20 29 Tết
2023-01-21 30 Tết, thứ Bảy
2023-01-22 mùng 1, Chủ nhật
2023-01-23 mùng 2
2023-01-24 mùng 3
2023-01-25 mùng 4, nghỉ bù
2023-01-26 mùng 5, nghỉ bù
2023-04-29 Giỗ Tổ, thứ Bảy
2023-04-30 ngày Chiến thắng, Chủ nhật
2023-05-01 Quốc tế Lao động
2023-05-02 nghỉ bù Giỗ Tổ
2023-05-03 nghỉ bù 30/4
2023-09-01 Quốc khánh, ngày liền kề trước
2023-09-02 Quốc khánh, thứ Bảy
2023-09-03 Chủ nhật
2023-09-04 nghỉ bù Quốc khánh
2024-01-01 Tết Dương lịch
2024-02-08 29 Tết
2024-02-09 30 Tết
2024-02-10 mùng 1, thứ Bảy
2024-02-12 mùng 3
2024-02-13 mùng 4, nghỉ bù
2024-02-14 mùng 5, nghỉ bù
2024-04-18 Giỗ Tổ
2024-04-29 thứ Hai hoán đổi, làm bù 4/5
2024-04-30 ngày Chiến thắng
2024-05-01 Quốc tế Lao động
2024-05-05 Chủ nhật sau ngày làm bù
2024-05-11 thứ Bảy thường
2024-08-31 thứ Bảy trước Quốc khánh
2024-09-02 Quốc khánh
2024-09-03 Quốc khánh, ngày liền kề sau
2025-01-01 Tết Dương lịch
2025-01-25 thứ Bảy, 26 tháng Chạp
2025-01-27 28 tháng Chạp
2025-01-28 29 Tết
2025-01-29 mùng 1
2025-01-30 mùng 2
2025-01-31 mùng 3
2025-02-01 thứ Bảy, mùng 4
2025-02-02 Chủ nhật, mùng 5
2025-04-07 Giỗ Tổ
2025-04-30 ngày Chiến thắng
2025-05-01 Quốc tế Lao động
2025-05-02 thứ Sáu hoán đổi, làm bù 26/4
2025-05-03 thứ Bảy thường
2025-09-01 Quốc khánh, ngày liền kề trước
2025-09-02 Quốc khánh
2026-01-01 Tết Dương lịch
2026-01-02 thứ Sáu hoán đổi, làm bù 10/1
2026-01-03 thứ Bảy thường
2026-01-17 thứ Bảy thường
2026-02-14 thứ Bảy, 27 tháng Chạp
2026-02-16 29 Tết
2026-02-17 mùng 1
2026-02-18 mùng 2
2026-02-19 mùng 3
2026-02-20 mùng 4
2026-02-21 thứ Bảy, mùng 5
2026-02-22 Chủ nhật, mùng 6
2026-04-26 Giỗ Tổ, Chủ nhật
2026-04-27 nghỉ bù Giỗ Tổ
2026-04-30 ngày Chiến thắng
2026-05-01 Quốc tế Lao động
2026-08-23 Chủ nhật sau ngày làm bù
2026-08-29 thứ Bảy trước Quốc khánh
2026-08-31 thứ Hai hoán đổi, làm bù 22/8
2026-09-01 Quốc khánh, ngày liền kề trước
2026-09-02 Quốc khánh
2027-01-01 Tết Dương lịch
2027-02-05 29 Tết
2027-02-06 mùng 1, thứ Bảy
2027-02-07 mùng 2, Chủ nhật
2027-02-08 mùng 3
2027-02-09 mùng 4
2027-02-10 nghỉ bù
2027-04-16 Giỗ Tổ
2027-04-30 ngày Chiến thắng
2027-05-01 Quốc tế Lao động, thứ Bảy
2027-05-03 nghỉ bù 1/5
2027-09-02 Quốc khánh
"""

WORKS = """
2023-01-03 sau nghỉ bù
2023-01-19 ngày làm cuối trước Tết
2023-01-27 ngày làm đầu sau Tết, thứ Sáu
2023-03-08 Quốc tế Phụ nữ
2023-04-28 trước Giỗ Tổ
2023-05-04 sau nghỉ bù
2023-08-31 trước Quốc khánh
2023-09-05 khai giảng, vẫn làm việc
2023-12-25 Giáng sinh
2024-01-02 sau Tết Dương lịch
2024-02-07 ngày làm cuối trước Tết
2024-02-15 ngày làm đầu sau Tết
2024-02-29 năm nhuận
2024-04-17 trước Giỗ Tổ
2024-04-19 giữa Giỗ Tổ và cuối tuần
2024-04-26 trước kỳ nghỉ năm ngày
2024-05-02 sau kỳ nghỉ
2024-05-03 thứ Sáu trước ngày làm bù
2024-05-04 thứ Bảy làm bù cho 29/4
2024-08-30 trước Quốc khánh
2024-09-04 sau Quốc khánh
2024-11-20 Nhà giáo
2025-01-02 sau Tết Dương lịch
2025-01-24 ngày làm cuối trước Tết
2025-02-03 ngày làm đầu sau Tết
2025-04-08 sau Giỗ Tổ
2025-04-26 thứ Bảy làm bù cho 2/5
2025-04-29 trước 30/4
2025-05-05 sau kỳ nghỉ
2025-08-19 ngày hội Toàn dân bảo vệ ANTQ
2025-08-29 trước Quốc khánh
2025-09-03 sau Quốc khánh
2025-12-31 cuối năm
2026-01-05 sau Tết Dương lịch
2026-01-09 thứ Sáu trước ngày làm bù
2026-01-10 thứ Bảy làm bù cho 2/1
2026-02-13 ngày làm cuối trước Tết
2026-02-23 ngày làm đầu sau Tết
2026-04-24 thứ Sáu trước Giỗ Tổ
2026-04-28 giữa hai kỳ nghỉ
2026-04-29 giữa hai kỳ nghỉ
2026-05-04 sau 1/5
2026-08-21 thứ Sáu trước ngày làm bù
2026-08-22 thứ Bảy làm bù cho 31/8
2026-08-28 trước Quốc khánh
2026-09-03 sau Quốc khánh
2027-01-04 sau Tết Dương lịch
2027-04-15 trước Giỗ Tổ
2027-04-19 sau Giỗ Tổ
2027-04-29 trước 30/4
2027-05-04 sau nghỉ bù
"""

# start, working days, end: the day of the start is never counted (Civil Code 2015, Art. 147);
# no days from a day off means the next working day (Art. 148(5)).
ADD = """
2023-01-19 1 2023-01-27
2023-01-18 5 2023-02-01
2023-01-16 15 2023-02-13
2023-01-22 1 2023-01-27
2023-04-28 1 2023-05-04
2023-04-27 5 2023-05-09
2023-08-09 15 2023-08-30
2023-08-31 1 2023-09-05
2023-08-30 2 2023-09-05
2023-12-29 1 2024-01-02
2024-02-07 1 2024-02-15
2024-02-05 5 2024-02-19
2024-01-31 30 2024-03-20
2024-02-28 1 2024-02-29
2024-02-29 1 2024-03-01
2024-04-17 1 2024-04-19
2024-04-17 10 2024-05-06
2024-04-26 1 2024-05-02
2024-04-26 2 2024-05-03
2024-04-26 3 2024-05-04
2024-04-26 4 2024-05-06
2024-05-03 1 2024-05-04
2024-05-04 1 2024-05-06
2024-08-30 1 2024-09-04
2025-01-24 1 2025-02-03
2025-01-22 15 2025-02-19
2025-04-04 1 2025-04-08
2025-04-25 1 2025-04-26
2025-04-25 2 2025-04-28
2025-04-25 4 2025-05-05
2025-04-29 1 2025-05-05
2025-08-29 1 2025-09-03
2025-12-31 1 2026-01-05
2025-12-31 5 2026-01-09
2025-12-31 6 2026-01-10
2025-12-31 7 2026-01-12
2026-02-13 1 2026-02-23
2026-02-10 5 2026-02-24
2026-02-02 15 2026-03-02
2026-02-18 2 2026-02-24
2026-04-24 1 2026-04-28
2026-04-24 3 2026-05-04
2026-08-08 1 2026-08-10
2026-08-09 5 2026-08-14
2026-08-21 1 2026-08-22
2026-08-21 2 2026-08-24
2026-08-28 1 2026-09-03
2026-08-20 10 2026-09-07
2026-12-31 1 2027-01-04
2027-04-15 1 2027-04-19
2027-04-29 1 2027-05-04
2026-08-10 0 2026-08-10
2026-08-09 0 2026-08-10
2026-02-14 0 2026-02-23
2024-05-04 0 2024-05-04
2023-04-29 0 2023-05-04
2026-02-23 -1 2026-02-13
2026-02-14 -1 2026-02-13
2023-01-27 -1 2023-01-19
2024-05-06 -1 2024-05-04
2024-05-02 -1 2024-04-26
2025-05-05 -3 2025-04-26
2026-08-10 -5 2026-08-03
2026-08-09 -1 2026-08-07
"""

# from (not counted), to (counted), working days
BETWEEN = """
2023-01-19 2023-01-27 1
2022-12-31 2023-12-31 249
2023-12-31 2024-12-31 251
2024-12-31 2025-12-31 250
2024-01-31 2024-02-29 16
2024-04-26 2024-05-06 4
2025-04-25 2025-05-05 4
2026-01-31 2026-02-28 15
2026-02-13 2026-02-23 1
2026-02-13 2026-02-22 0
2026-02-14 2026-02-22 0
2026-08-21 2026-08-23 1
2026-08-10 2026-08-10 0
2026-08-09 2026-08-09 0
2026-08-07 2026-08-10 1
2026-08-08 2026-08-10 1
2026-02-23 2026-02-13 -1
2026-08-10 2026-08-03 -5
"""


def _days(table: str) -> list[tuple[date, str]]:
    lines = [line.partition(" ") for line in table.strip().splitlines()]
    return [(date.fromisoformat(day), note) for day, _, note in lines]


def _rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


DAYS = [(day, False, note) for day, note in _days(OFF)] + [(day, True, note) for day, note in _days(WORKS)]
SUMS = [(date.fromisoformat(start), int(count), date.fromisoformat(end)) for start, count, end in _rows(ADD)]
SPANS = [(date.fromisoformat(start), date.fromisoformat(end), int(count)) for start, end, count in _rows(BETWEEN)]
