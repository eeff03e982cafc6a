"""Addresses of notices: where links in mails lead, and the dead letters."""

from django.urls import path

from langnghe.notices.pages import officers, public, staff

app_name = "notices"

urlpatterns = [
    path("thu/xac-nhan/<str:token>/", public.confirm, name="confirm"),
    path("thu/thoi-nhan/<str:token>/", public.stop, name="stop"),
    path("tai-khoan/thu-sang/", officers.morning, name="morning"),
    path("can-bo/thu-bao/", staff.index, name="index"),
    path("can-bo/thu-bao/<uuid:delivery_id>/gui-lai/", staff.revive, name="revive"),
]
