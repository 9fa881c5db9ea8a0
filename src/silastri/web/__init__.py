"""Pages, by audience. A view is: guard, form, one call, render."""
