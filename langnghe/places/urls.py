"""Addresses of groups, households, imports and the calendar, below /can-bo/noi-o/."""

from django.urls import path

from langnghe.places.pages import calendar, groups, households, imports

app_name = "places"
urlpatterns = [
    path("", groups.index, name="groups"),
    path("to/them/", groups.add, name="add_group"),
    path("to/<uuid:group_id>/", groups.rename, name="rename_group"),
    path("to/<uuid:group_id>/dong/", groups.close, name="close_group"),
    path("to/<uuid:group_id>/mo-lai/", groups.reopen, name="reopen_group"),
    path("truc-ban/", groups.duty_phone, name="duty_phone"),
    path("ho/", households.index, name="households"),
    path("ho/danh-sach.csv", households.as_csv, name="households_csv"),
    path("ho/danh-sach.xlsx", households.as_xlsx, name="households_xlsx"),
    path("nhap/", imports.index, name="imports"),
    path("nhap/mau.xlsx", imports.template, name="template"),
    path("nhap/<uuid:import_id>/", imports.report, name="import"),
    path("nhap/<uuid:import_id>/dong-can-sua.csv", imports.wrong_rows, name="wrong_rows"),
    path("nhap/<uuid:import_id>/nhap/", imports.confirm, name="confirm_import"),
    path("nhap/<uuid:import_id>/hoan-tac/", imports.undo, name="undo_import"),
    path("lich/", calendar.year, name="calendar"),
    path("lich/them/", calendar.add, name="add_day"),
    path("lich/<uuid:day_id>/bo/", calendar.remove, name="remove_day"),
    path("lich/<uuid:day_id>/khoi-phuc/", calendar.restore, name="restore_day"),
]
