"""How forms look: our templates first."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Form widgets and fields from the project's templates."""
