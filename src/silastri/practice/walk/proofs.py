"""An officer's second proof: set up at the first sign-in, as a person with a telephone does it."""

from django.utils import timezone

from silastri.apps.accounts import factors
from silastri.apps.accounts.models import Authenticator, Person
from silastri.domain.accounts import app_code

from .visitor import Visitor


def give(visitor: Visitor, officer: Person) -> None:
    """The code that the officer's app shows now. Of who has set up one before, in this home, the page asks the same."""
    waiting = Authenticator.objects.filter(person=officer, confirmed_at=None).order_by("-pk")
    app = waiting.first() or factors.authenticator(officer)
    if app is None:
        return
    form = visitor.form(has="kode")
    visitor.send(form, {"kode": app_code.code(app.secret, timezone.now())})
