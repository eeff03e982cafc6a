"""Addresses of training."""

from django.urls import path

from langnghe.training.pages import staff

app_name = "training"

urlpatterns = [
    path("can-bo/may-hoc/", staff.index, name="index"),
    path("can-bo/may-hoc/hoc-lai/", staff.learn, name="learn"),
    path("can-bo/may-hoc/quay-lai/", staff.back, name="back"),
    path("can-bo/may-hoc/dung-ban/", staff.choose, name="choose"),
    path("can-bo/may-hoc/linh-vuc-con/", staff.subtopics, name="subtopics"),
    path("can-bo/may-hoc/linh-vuc-con/<uuid:subtopic_id>/dong/", staff.close, name="close"),
    path("can-bo/may-hoc/linh-vuc-con/<uuid:subtopic_id>/mo-lai/", staff.reopen, name="reopen"),
]
