"""Addresses of sifting."""

from django.urls import path

from langnghe.sifting.pages import staff

app_name = "sifting"

urlpatterns = [
    path("can-bo/cho-loc/", staff.index, name="index"),
    path("can-bo/cho-loc/loc/", staff.sift, name="sift"),
    path("can-bo/cho-loc/dua-sang/", staff.set_aside, name="set_aside"),
    path("can-bo/cho-loc/<uuid:sifting_id>/hoan-tac/", staff.undo, name="undo"),
]
