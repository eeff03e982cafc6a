"""Addresses of opinions: residents' below a ward's own address, officers' below the desk."""

from django.urls import path

from langnghe.opinions.pages import public, staff

app_name = "opinions"

urlpatterns = [
    path("<slug:slug>/gui-y-kien/", public.send, name="send"),
    path("can-bo/y-kien/<str:serial>/", staff.opinion, name="opinion"),
    path("can-bo/y-kien/<str:serial>/lien-he/", staff.contact, name="contact"),
]
