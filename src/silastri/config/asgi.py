"""What the web server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from silastri.jobs.reception import Reception

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silastri.config.settings")
application = Reception(get_wsgi_application(), largest=settings.LARGEST_BODY)
