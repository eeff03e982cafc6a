"""Root addresses: each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from langnghe.house import guide, health, source, tour
from langnghe.house.pages import keys, security, setup

house_patterns = [
    path("suc-khoe/", health.page, name="health"),
    path(".well-known/security.txt", security.contact, name="security"),
    path("huong-dan/", guide.page, name="help"),
    path("huong-dan/hinh/<slug:name>.png", guide.picture, name="help_picture"),
    path("huong-dan/<slug:which>/", guide.for_officers, name="help_for_officers"),
    path("ma-nguon/", source.page, name="source"),
    path("ma-nguon/lang-nghe.tar.gz", source.download, name="source_file"),
    path("can-bo/khoa-khoi-phuc/", keys.halves, name="halves"),
    path("demo/tham-quan/", tour.choose, name="tour"),
    path("demo/tham-quan/<slug:who>/", tour.walk, name="tour_of"),
    path("thiet-lap/", setup.code, name="setup"),
    path("thiet-lap/phuong/", setup.ward, name="setup_ward"),
    path("thiet-lap/quan-tri/", setup.administrator, name="setup_administrator"),
]
handler400 = "langnghe.shell.errors.bad_request"
handler403 = "langnghe.shell.errors.forbidden"
handler404 = "langnghe.shell.errors.not_found"
handler500 = "langnghe.shell.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    # First, because addresses are tried in turn and this one is what a crowd waits for.
    path("", include("langnghe.opinions.urls")),
    path("", include("langnghe.shell.urls")),
    path("can-bo/noi-o/", include("langnghe.places.urls")),
    path("", include((house_patterns, "house"))),
    path("", include("langnghe.people.sign_in_urls")),
    path("", include("langnghe.people.urls")),
    path("", include("langnghe.files.urls")),
    path("", include("langnghe.proof.urls")),
    path("", include("langnghe.maps.urls")),
    path("", include("langnghe.notices.urls")),
    path("", include("langnghe.searching.urls")),
    path("", include("langnghe.sifting.urls")),
    path("", include("langnghe.intake.urls")),
    path("can-bo/so-cac-nam/", include("langnghe.earlier.urls")),
    path("can-bo/so-ban-dau/", include("langnghe.workbook.urls")),
    path("can-bo/hop-thu/", include("langnghe.inbox.urls")),
    path("", include("langnghe.casefiles.urls")),
    path("", include("langnghe.answering.urls")),
    path("", include("langnghe.workspace.urls")),
    path("", include("langnghe.keeping.urls")),
    path("", include("langnghe.retention.urls")),
    path("", include("langnghe.training.urls")),
    path("", include("langnghe.figures.urls")),
    path("", include("langnghe.provinces.urls")),
    path("", include("langnghe.promises.urls")),
    path("", include("langnghe.opendata.urls")),
    path("", include("langnghe.matters.urls")),
    path("", include("langnghe.api.urls")),
    path("", include("langnghe.backups.urls")),
    path("", include("langnghe.desk.urls")),
]
