"""Addresses of the inbox."""

from django.urls import path

from langnghe.inbox.pages import many, staff

app_name = "inbox"

urlpatterns = [
    path("", staff.index, name="index"),
    path("co-gi-moi/", staff.whats_new, name="news"),
    path("ban-phim/", staff.keys, name="keys"),
    path("bo-loc/", staff.filters, name="filters"),
    path("bo-loc/giu/", staff.keep, name="keep"),
    path("bo-loc/<uuid:filter_id>/", staff.change, name="change_filter"),
    path("hang-loat/", many.bulks, name="bulks"),
    path("hang-loat/<uuid:bulk_id>/", many.bulk, name="bulk"),
    path("hang-loat/<uuid:bulk_id>/hoan-tac/", many.undo, name="undo"),
]
