"""Addresses of matters: the public board below a ward's own address, officers' below the desk."""

from django.urls import path

from langnghe.matters.pages import contest, public, staff, support

app_name = "matters"

urlpatterns = [
    path("can-bo/bang/", staff.index, name="index"),
    path("can-bo/y-kien/<str:serial>/dang-len-bang/", staff.release, name="release"),
    path("can-bo/viec/<str:serial>/loi-dang/", staff.revise, name="revise"),
    path("<slug:slug>/viec/", public.board, name="board"),
    path("<slug:slug>/viec/atom.xml", public.feed, name="feed"),
    path("<slug:slug>/viec/ban-do.json", public.points, name="points"),
    path("<slug:slug>/viec/<str:serial>/", public.matter, name="matter"),
    path("<slug:slug>/viec/<str:serial>/loi-hua/<int:number>/chua-xong/", contest.contest, name="contest"),
    path("<slug:slug>/viec/<str:serial>/cung-gap/", support.support, name="support"),
    path("<slug:slug>/viec/<str:serial>/quen/", support.forget, name="forget"),
]
