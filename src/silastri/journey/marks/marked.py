"""Papers of identity as officers and others are shown them: with a mark that says for what, when and to whom."""

from silastri.adapters.intake import intake
from silastri.apps.archive.models import ArchivedFile
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.catalog import queries as catalog
from silastri.apps.documents import queries as documents
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.definition.letter_text import long_date
from silastri.domain.personal_data import identity_papers
from silastri.journey.papers import picture


def content(act: Act, case: Case, paper: CaseDocument, *, opened_by: str = "") -> bytes:
    """The PDF of a paper. ``opened_by`` is a party outside; without it, the post of the officer is named."""
    kept = documents.content(paper.file.sha256)
    words = _words(act, case, paper.key, opened_by)
    return intake().marked_pdf(kept, words) if words else kept


def page(act: Act, case: Case, paper: CaseDocument, *, page: int, width: int) -> bytes:
    """A page of it as a picture. Raises NotAccepted."""
    shown = picture.of_file(paper.file.sha256, page=page, width=width)
    words = _words(act, case, paper.key, "")
    return intake().marked_picture(shown, words) if words else shown


def archived(act: Act, case: Case, file: ArchivedFile, kept: bytes) -> bytes:
    """A file of the archive, of which only the name is known."""
    is_marked = file.kind == "application/pdf" and file.stored_id and identity_papers.is_identity(file.name)
    return intake().marked_pdf(kept, _said(act, case, "")) if is_marked else kept


def _words(act: Act, case: Case, key: str, opened_by: str) -> str:
    """Empty for a paper that shows no identity."""
    requirements = catalog.definition(case.version_id).standard.requirements
    label = next((one.label for one in requirements if one.key == key), "")
    return _said(act, case, opened_by) if identity_papers.is_identity(label) else ""


def _said(act: Act, case: Case, opened_by: str) -> str:
    office = offices.definition(case.office)
    return identity_papers.mark(
        service=catalog.definition(case.version_id).standard.name,
        office=office.short,
        on=long_date(offices.today(case.office, act.at)),
        opened_by=opened_by or _post(act, case),
    )


def _post(act: Act, case: Case) -> str:
    if act.by.watches:
        return "Pengawas"
    posts = act.by.signs
    post = case.post if case.post in posts else next(iter(sorted(posts)), "")
    return offices.title(case.office, post) if post else "petugas"
