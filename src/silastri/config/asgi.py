"""What the web server runs."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from silastri.jobs.reception import Reception

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silastri.config.settings")
application = Reception(get_wsgi_application(), largest=settings.LARGEST_BODY)
# What the program is made of stays as long as it runs: no page needs to look through it for what may go, nor through
# its own rows and templates again and again while it is made.
gc.freeze()
gc.set_threshold(20_000, 10, 10)
