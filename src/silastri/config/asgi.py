"""What the web server runs."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from silastri.jobs.reception import Reception

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silastri.config.settings")
application = Reception(get_wsgi_application(), largest=settings.LARGEST_BODY)
# Python looks for garbage after every 700 new objects, and now and then through all there are. A page makes tens of
# thousands, and the program's own are never garbage.
gc.freeze()
gc.set_threshold(20_000, 10, 10)
