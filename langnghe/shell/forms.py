"""How forms look: our templates first, so that `{{ form }}` is right everywhere."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Form, field and error templates of the look."""

    form_template_name = "shell/parts/form.html"
    field_template_name = "shell/parts/field.html"
