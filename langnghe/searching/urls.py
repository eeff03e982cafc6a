"""Addresses of searching: the abbreviations of a ward."""

from django.urls import path

from langnghe.searching.pages import staff

app_name = "searching"

urlpatterns = [
    path("can-bo/chu-viet-tat/", staff.abbreviations, name="abbreviations"),
    path("can-bo/chu-viet-tat/thoi-dung/", staff.drop, name="drop"),
    path("can-bo/chu-viet-tat/<uuid:row_id>/bo/", staff.take_back, name="take_back"),
]
