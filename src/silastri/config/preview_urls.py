"""The addresses of a preview: first its own pages, then all others."""

from django.urls import path

from silastri.web.preview import overview, papers, practice

from . import urls

_OWN = [
    path("pratinjau/", overview.overview, name="preview"),
    path("pratinjau/keadaan/", overview.state, name="preview_state"),
    path("pratinjau/standar.pdf", papers.standard_pdf, name="preview_standard"),
    path("pratinjau/sop.pdf", papers.sop_pdf, name="preview_sop"),
    path("pratinjau/sop.svg", papers.sop_picture, name="preview_sop_picture"),
    path("pratinjau/surat/<slug:key>.pdf", papers.paper, name="preview_paper"),
    path("pratinjau/surat/<slug:key>.webp", papers.picture, name="preview_picture"),
    path("pratinjau/peran/", practice.become, name="preview_become"),
    path("pratinjau/mulai/", practice.begin, name="preview_begin"),
    path("pratinjau/sampai/", practice.take_to, name="preview_take"),
    path("pratinjau/hapus/", practice.wipe, name="preview_wipe"),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [*_OWN, *urls.urlpatterns]
