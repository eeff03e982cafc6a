"""Addresses of case files: the whole one for officers, the covered one below the public page of a matter."""

from django.urls import path

from langnghe.casefiles.pages import public, staff

app_name = "casefiles"
urlpatterns = [
    path("can-bo/ho-so/", staff.index, name="index"),
    path("can-bo/viec/<str:serial>/ho-so/", staff.case_file, name="case_file"),
    path("can-bo/viec/<str:serial>/ho-so/lap/", staff.make, name="make"),
    path("<slug:slug>/viec/<str:serial>/ho-so-cong-khai.pdf", public.covered, name="covered"),
]
