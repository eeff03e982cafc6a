"""The look's own pages: patterns, accessibility statement, web manifest."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from langnghe.kernel.doors import public


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we do so that everybody can use the pages, and whom to tell when something fails."""
    return render(request, "shell/accessibility.html")


@public
@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """Lets a phone put the page on its home screen."""
    icon = {"src": static("shell/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {
            "name": "Lắng Nghe",
            "short_name": "Lắng Nghe",
            "description": _("Lời của dân, có người nghe và trả lời"),
            "start_url": "/",
            "display": "browser",
            "background_color": "#f1f5ef",
            "theme_color": "#0b4a3d",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )
