"""Answering with a PDF: always a download, kept by no cache, never run by a browser."""

from django.http import HttpResponse

from langnghe.documents.printing import Printed


def download(printed: Printed, name: str) -> HttpResponse:
    """The file under a name of ours."""
    response = HttpResponse(printed.content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
