"""Addresses of the import of earlier years, below /can-bo/so-cac-nam/."""

from django.urls import path

from langnghe.earlier.pages import staff

app_name = "earlier"
urlpatterns = [
    path("", staff.index, name="imports"),
    path("mau.xlsx", staff.template, name="template"),
    path("<uuid:import_id>/", staff.report, name="import"),
    path("<uuid:import_id>/dong-can-sua.csv", staff.wrong_rows, name="wrong_rows"),
    path("<uuid:import_id>/nhap/", staff.confirm, name="confirm_import"),
    path("<uuid:import_id>/hoan-tac/", staff.undo, name="undo_import"),
]
