"""Addresses of opinions: residents' below a ward's own address, officers' below the desk."""

from django.urls import path

from langnghe.opinions.pages import covering, erasing, guarding, guessing, last, later, listing, public, staff

app_name = "opinions"

urlpatterns = [
    path("<slug:slug>/gui-y-kien/", public.send, name="send"),
    path("<slug:slug>/gui-y-kien/anh/<str:token>/", public.waiting_photo, name="waiting_photo"),
    path("<slug:slug>/gui-y-kien/chuyen-gi/", guessing.guess, name="guess"),
    path("<slug:slug>/gui-y-kien/cho-loc/", public.prove, name="prove"),
    path("can-bo/y-kien/", listing.index, name="index"),
    path("can-bo/y-kien/<str:serial>/", staff.opinion, name="opinion"),
    path("can-bo/y-kien/<str:serial>/lien-he/", staff.contact, name="contact"),
    path("can-bo/y-kien/<str:serial>/hoi-lai/", later.ask, name="ask"),
    path("can-bo/y-kien/<str:serial>/da-doc/", later.read, name="read"),
    path("can-bo/y-kien/<str:serial>/anh/<uuid:photo_id>/", covering.cover, name="cover"),
    path("can-bo/y-kien/<str:serial>/anh/<uuid:photo_id>/<str:which>/", covering.picture, name="picture"),
    path("can-bo/y-kien/<str:serial>/giu-kin/", guarding.mark, name="mark"),
    path("can-bo/y-kien/<str:serial>/mo-cho-don-vi/", guarding.release, name="release_to_unit"),
    path("can-bo/y-kien/<str:serial>/noi-ve/", guarding.name, name="name_officer"),
    path("can-bo/y-kien/<str:serial>/noi-ve/bo/", guarding.unname, name="unname_officer"),
    path("can-bo/y-kien/<str:serial>/chuyen/", guarding.pass_on, name="pass_on"),
    path("can-bo/y-kien/<str:serial>/xoa/", erasing.erase, name="erase"),
    path("can-bo/y-kien/<str:serial>/xoa/chua-xoa/", erasing.decline, name="decline_erasure"),
    path("can-bo/yeu-cau-xoa/", erasing.index, name="erasures"),
    path("can-bo/khong-con-ai-doc/", last.index, name="last_resort"),
    path("can-bo/khong-con-ai-doc/<str:serial>/", last.pass_on, name="last_pass_on"),
]
