"""Addresses of files."""

from django.urls import path

from langnghe.files.pages import public

app_name = "files"

urlpatterns = [
    path("tep/<str:token>/", public.serve, name="serve"),
    path("tep/<str:token>/nho/", public.small, name="small"),
]
