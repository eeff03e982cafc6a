"""Addresses of open data: a page that explains, and below the version the files themselves."""

from django.urls import path

from langnghe.opendata.pages import public

app_name = "opendata"

urlpatterns = [
    path("<slug:slug>/du-lieu-mo/", public.index, name="index"),
    path("<slug:slug>/du-lieu-mo/v1/datapackage.json", public.package, name="package"),
    path("<slug:slug>/du-lieu-mo/v1/<slug:code>.csv", public.as_csv, name="csv"),
    path("<slug:slug>/du-lieu-mo/v1/<slug:code>.json", public.as_json, name="json"),
    path("<slug:slug>/du-lieu-mo/v1/<slug:code>.schema.json", public.schema, name="schema"),
]
