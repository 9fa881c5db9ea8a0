"""WhatsApp's codes of refusal: the HTTP status and the words that go with each."""

from typing import Any

CODES = {
    0: (401, "AuthException", "We were unable to authenticate the app user"),
    1: (400, "OAuthException", "API Unknown"),
    2: (503, "OAuthException", "API Service"),
    4: (400, "OAuthException", "API Too Many Calls"),
    100: (400, "OAuthException", "Invalid parameter"),
    190: (401, "OAuthException", "Access token has expired"),
    368: (403, "OAuthException", "Temporarily blocked for policies violations"),
    80007: (400, "OAuthException", "Rate limit issues"),
    130429: (429, "OAuthException", "Rate limit hit"),
    131000: (500, "OAuthException", "Something went wrong"),
    131008: (400, "OAuthException", "Required parameter is missing"),
    131009: (400, "OAuthException", "Parameter value is not valid"),
    131016: (500, "OAuthException", "Service unavailable"),
    131026: (400, "OAuthException", "Message Undeliverable"),
    131031: (403, "OAuthException", "Account has been locked"),
    131042: (400, "OAuthException", "Business eligibility payment issue"),
    131047: (400, "OAuthException", "Re-engagement message"),
    131048: (400, "OAuthException", "Spam rate limit hit"),
    131049: (400, "OAuthException", "Meta chose not to deliver"),
    131050: (400, "OAuthException", "User has stopped marketing messages"),
    131056: (400, "OAuthException", "Pair rate limit hit"),
    132000: (400, "OAuthException", "Number of parameters does not match"),
    132001: (404, "OAuthException", "Template name does not exist in the translation"),
    132005: (400, "OAuthException", "Template hydrated text too long"),
    132007: (400, "OAuthException", "Template format character policy violated"),
    132012: (400, "OAuthException", "Template parameter format mismatch"),
    132015: (400, "OAuthException", "Template is paused"),
    132016: (400, "OAuthException", "Template is disabled"),
    133010: (400, "OAuthException", "Phone number not registered"),
}


def status(code: int) -> int:
    return CODES.get(code, (400, "", ""))[0]


def title(code: int) -> str:
    return CODES.get(code, (400, "", "Unknown"))[2]


def refusal(code: int, details: str = "") -> dict[str, Any]:
    """The body of a refusal, as the Graph API answers it."""
    words = title(code)
    return {
        "error": {
            "message": f"(#{code}) {words}",
            "type": CODES.get(code, (400, "OAuthException", ""))[1],
            "code": code,
            "error_data": {"messaging_product": "whatsapp", "details": details or f"{words} (SIMULASI)"},
            "fbtrace_id": "ACONTOH",
        }
    }
