"""Addresses of the workspace: all for officers."""

from django.urls import path

from langnghe.workspace.pages import matter, opening, steps

app_name = "workspace"
urlpatterns = [
    path("can-bo/viec/<str:serial>/", matter.matter, name="matter"),
    path("can-bo/viec/<str:serial>/linh-vuc/", steps.retopic, name="retopic"),
    path("can-bo/viec/<str:serial>/giao/", steps.assign, name="assign"),
    path("can-bo/viec/<str:serial>/ghi-chu/", steps.note, name="note"),
    path("can-bo/viec/<str:serial>/hoi-lai/", steps.ask, name="ask"),
    path("can-bo/viec/<str:serial>/da-nghe/", steps.hear_back, name="hear_back"),
    path("can-bo/viec/<str:serial>/nhap/", steps.join, name="join"),
    path("can-bo/viec/<str:serial>/tach/", steps.part, name="part"),
    path("can-bo/viec/<str:serial>/tach-lai/", steps.take_apart, name="take_apart"),
    path("can-bo/viec/<str:serial>/rut/", steps.take_back, name="take_back"),
    path("can-bo/y-kien/<str:serial>/nhan-viec/", opening.take_up, name="take_up"),
    path("can-bo/y-kien/<str:serial>/nhap-viec/", opening.join, name="join_to"),
]
