"""Every template of a message by its key, and how its values are kept."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from . import (
    account,
    backup,
    booking,
    bribes,
    case,
    complaint_news,
    conversation,
    letter,
    opinion,
    personal_data,
    reach,
    trial,
    work,
)
from .template import Template

TEMPLATES: dict[str, type[Template]] = {
    template.key: template
    for template in (
        account.Activation,
        account.ActivationCode,
        account.NotProved,
        account.HasAccount,
        account.NewPassword,
        account.PasswordCode,
        account.NewNumber,
        account.NewNumberLater,
        account.NumberAsked,
        account.OldNumberCode,
        account.NumberChanged,
        account.AccountChanged,
        account.NameMended,
        account.NikReleased,
        account.NoAccount,
        case.News,
        case.Progress,
        case.Invited,
        case.Arrived,
        case.SentBack,
        case.Limit,
        case.Visit,
        case.Mentioned,
        case.PassedOn,
        work.DueSoon,
        work.LateBelow,
        work.Digest,
        work.Several,
        bribes.SomethingToRead,
        backup.BackupNews,
        opinion.DeskAsked,
        opinion.PartnerAsked,
        booking.Chosen,
        booking.Tomorrow,
        booking.GivenUp,
        booking.Absent,
        letter.Renewal,
        letter.DutyDue,
        letter.DutyHandedIn,
        letter.Revoked,
        letter.RevocationLifted,
        letter.CorrectionBegun,
        letter.DisposalProposed,
        trial.Trial,
        conversation.Answer,
        conversation.Whereabouts,
        conversation.RefUnknown,
        conversation.AskRef,
        conversation.ComplaintHeard,
        conversation.ComplaintEmpty,
        conversation.SurveyLink,
        conversation.ProgressStopped,
        conversation.ProgressResumed,
        conversation.PleaseWrite,
        conversation.Help,
        conversation.PersonAnswers,
        conversation.AfterHours,
        complaint_news.ComplaintReceived,
        complaint_news.ComplaintAnswered,
        complaint_news.ComplaintToComplete,
        complaint_news.ComplaintLapsed,
        complaint_news.ComplaintArrived,
        complaint_news.ComplaintDueSoon,
        complaint_news.ComplaintLate,
        reach.ProveAddress,
        reach.AskTrusted,
        reach.TryAddress,
        reach.ForAnother,
        reach.NewsForAnother,
        personal_data.DataRequestReceived,
        personal_data.DataRequestAnswered,
        personal_data.DataRequestArrived,
        personal_data.DataBreached,
    )
}


SECRET = tuple(sorted(key for key, template in TEMPLATES.items() if template.is_secret))


def is_of_office(key: str) -> bool:
    return TEMPLATES[key].is_of_office


@cache
def _adapter(key: str) -> TypeAdapter[Template]:
    return TypeAdapter(TEMPLATES[key])


def values(words: Template) -> dict[str, Any]:
    """As JSON takes them."""
    kept: dict[str, Any] = _adapter(words.key).dump_python(words, mode="json")
    return kept


def words(key: str, values: dict[str, Any]) -> Template:
    """The message again whose ``values`` were kept."""
    return _adapter(key).validate_python(values)
