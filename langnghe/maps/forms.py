"""What staff fill in about maps."""

from django import forms
from django.utils.translation import gettext_lazy as _

from langnghe.maps import rules


class UploadForm(forms.Form):
    """A base map in a file."""

    tep = forms.FileField(
        label=_("Tệp bản đồ"),
        max_length=200,
        help_text=_("Ảnh JPEG, PNG, WebP (chụp hay quét bản đồ giấy cũng được, không quá 20 MB), hoặc tệp GeoJSON."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,.geojson,.json"}),
    )
    name = forms.CharField(
        label=_("Tên bản đồ"), max_length=rules.MAX_NAME, help_text=_("Ví dụ: Bản đồ phường năm 2026.")
    )
    note = forms.CharField(
        label=_("Dòng ghi dưới bản đồ"),
        max_length=rules.MAX_NOTE,
        required=False,
        help_text=_("Nguồn của bản đồ, và điều bà con cần biết khi xem. Bà con đọc được dòng này."),
    )


class PinForm(forms.Form):
    """Where on earth a spot is, as people know it."""

    at = forms.CharField(
        label=_("Tọa độ của chỗ ấy"),
        max_length=2000,
        help_text=_("Vĩ độ, kinh độ, ví dụ 13.9785, 108.0051; hoặc dán đường dẫn Google Maps của chỗ ấy."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
