"""The web application, served by granian."""

import os

from django.core.wsgi import get_wsgi_application

from langnghe.house.balance import Balanced

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langnghe.house.settings")
application = Balanced(get_wsgi_application())
