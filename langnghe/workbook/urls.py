"""Addresses of the ward's workbook, below /can-bo/so-ban-dau/."""

from django.urls import path

from langnghe.workbook.pages import staff

app_name = "workbook"
urlpatterns = [
    path("", staff.index, name="imports"),
    path("mau.xlsx", staff.template, name="template"),
    path("<uuid:import_id>/", staff.report, name="import"),
    path("<uuid:import_id>/ban-nhan.xlsx", staff.remarked, name="remarked"),
    path("<uuid:import_id>/dong-can-sua.csv", staff.wrong_rows, name="wrong_rows"),
    path("<uuid:import_id>/nhap/", staff.confirm, name="confirm_import"),
    path("<uuid:import_id>/hoan-tac/", staff.undo, name="undo_import"),
]
