"""Addresses of promises: the ward's page for everybody, and where officers choose what stands on top."""

from django.urls import path

from langnghe.promises.pages import public, staff

app_name = "promises"

urlpatterns = [
    path("can-bo/loi-hua-ghim/", staff.index, name="pins"),
    path("can-bo/loi-hua-ghim/<uuid:commitment_id>/ghim/", staff.pin, name="pin"),
    path("can-bo/loi-hua-ghim/<uuid:commitment_id>/bo/", staff.unpin, name="unpin"),
    path("<slug:slug>/loi-hua/", public.index, name="index"),
    path("<slug:slug>/loi-hua/in/", public.paper, name="paper"),
    path("<slug:slug>/loi-hua/loi-hua.csv", public.as_csv, name="csv"),
    path("<slug:slug>/loi-hua/atom.xml", public.feed, name="feed"),
    path("<slug:slug>/loi-hua/chua-lam-duoc/", public.declined, name="declined"),
    path("<slug:slug>/loi-hua/chua-lam-duoc.csv", public.declined_csv, name="declined_csv"),
]
