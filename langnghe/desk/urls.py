"""Addresses where rooms meet."""

from django.urls import path

from langnghe.desk.pages import jobs, public, staff

app_name = "desk"

urlpatterns = [
    path("", public.front, name="front"),
    path("phieu/", public.receipt, name="receipt"),
    path("phieu/<str:serial>/", public.mine, name="mine"),
    path("phieu/<str:serial>/dong/", public.close, name="close"),
    path("can-bo/", staff.home, name="home"),
    path("can-bo/viec-nen/", jobs.index, name="jobs"),
    path("can-bo/viec-nen/<uuid:job_id>/lam-lai/", jobs.revive, name="revive_job"),
    path("<slug:slug>/", public.ward, name="ward"),
]
