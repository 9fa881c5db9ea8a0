"""The shell of every page: icons, the name of the office in the bar, the menu of a desk."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from silastri.journey.desk.my_tasks import count_my_tasks
from silastri.web import guides
from silastri.web.officer import menu
from silastri.web.officer.menu import Count

register = template.Library()
_GUIDES_FOR = {"officer": "back-office", "manager": "pengelola"}


@register.simple_tag
@cache
def ikon(name: str) -> SafeString:
    """An icon of the sprite (``tools/front.py`` names them), for the eye alone: words stand beside it. A page of a desk
    has seventy, and the address of the sprite stays the same as long as the program runs."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("vendor/icons.svg"), name
    )


@register.simple_tag
@lru_cache(maxsize=1000)
def baris_menu(place: menu.Place) -> SafeString:
    """One page in the menu of a desk, drawn by hand: a page has thirty of them, and most stay as they are."""
    count, current = place.count, format_html(' aria-current="{}"', place.current) if place.current else ""
    waits, says = "", ""
    if count.number:
        hidden = format_html('<span class="govuk-visually-hidden"> {}</span>', count.words)
        waits = format_html(' <span class="rail__count">{}{}</span>', count.number, hidden)
    if count.late or count.soon:
        late = format_html('<strong class="late">{}</strong>', count.late) if count.late else ""
        dot = " · " if count.late and count.soon else ""
        says = format_html('<p class="rail__say">{}{}{}</p>', late, dot, count.soon)
    opens = format_html('<a href="{}"{}>{}{}{}</a>', place.address, current, ikon(place.icon), place.title, waits)
    return format_html("<li>{}{}</li>", opens, says)


@register.simple_tag(takes_context=True)
def bantuan(context: Any) -> str:
    """The address of the guide that belongs to the open page, or else of those for whoever may open it."""
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None:
        return reverse("guides")
    if guide := guides.belonging_to(match.url_name or ""):
        return reverse("guide", args=[guide.audience, guide.slug])
    return f"{reverse('guides')}#{_GUIDES_FOR.get(getattr(match.func, 'audience', ''), 'warga')}"


@register.simple_tag(takes_context=True)
def menu_petugas(context: Any) -> list[menu.Group]:
    """The groups of the desk's menu, each page with how much of it waits."""
    request, desk = context["request"], context["desk"]
    tasks, counted = getattr(request, "waiting", None) or count_my_tasks(desk, request.act.at), context["menu_counts"]
    late = f"{tasks.late} terlambat" if tasks.late else ""
    late_complaints = f"{counted['late_complaints']} lewat batas" if counted["late_complaints"] else ""
    counts = {
        "inbox": Count(tasks.total, "menunggu", late, f"{tasks.today} hari ini" if tasks.today else ""),
        "mentions": Count(counted["mentioned"], "catatan baru"),
        "conversations": Count(counted["talks"], "terbuka"),
        "complaints": Count(counted["complaints"], "menunggu", late_complaints),
    }
    return list(menu.groups(request, desk, context["desk_does"], counts))
