"""An e-mail (EML, RFC 5322) in, one article out: its plain text, else its page, else its HTML part.

Newsletters and wire copy come so. The subject is the title, the day of sending the day of
publication. Who sent it is not taken for an outlet or an author: anybody forwards. Attached
messages and files are not read.
"""

import email
import email.policy
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart

from dateline.errors import UnreadableArticle
from dateline.records import Article, Furniture, Provenance
from dateline.sources.article import make_article
from dateline.sources.body import find_body
from dateline.sources.decode import decode
from dateline.sources.metadata import as_key, one_line
from dateline.sources.options import SourceOptions
from dateline.sources.page import parse_page
from dateline.sources.text import text_article

_BREAK = "\n\n"


def eml_article(data: bytes, source: Provenance, options: SourceOptions) -> Article:
    """Read an e-mail.

    Raises:
        UnreadableArticle: it is no e-mail, or holds no text.
    """
    if options.verbatim:
        return text_article(decode(data), source, options)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        title = one_line(message["Subject"]) or None
        body = message.get_body(("plain", "html"))
    except (MessageError, ValueError, LookupError, IndexError, AttributeError, TypeError) as error:
        # What the parser of the standard library raises on broken headers is not written down.
        raise UnreadableArticle(f"it is a damaged e-mail ({error}); save its text") from error
    if not any(name in message for name in ("From", "Date", "Subject")):
        raise UnreadableArticle("it is no e-mail: it says neither from whom, nor when, nor what of")
    if body is None:
        raise UnreadableArticle("the e-mail holds no text; save what is attached and read that")
    text = _text(body, title)
    if not text.strip():
        raise UnreadableArticle("the e-mail is empty")
    whole = f"{title}{_BREAK}{text}" if title else text
    return make_article(
        whole,
        source,
        options,
        title=title,
        published=_sent_at(message),
        furniture=(Furniture(start=0, end=len(title), kind="title"),) if title else (),
    )


def _sent_at(message: EmailMessage) -> str | None:
    try:
        date = message["Date"]
    except (ValueError, OverflowError):  # a day or year too large for any calendar
        return None
    sent: datetime | None = getattr(date, "datetime", None)
    return sent.isoformat() if sent else None


def _text(body: MIMEPart, title: str | None) -> str:
    payload = body.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    text = decode(payload, charset=body.get_content_charset(), markup=True)
    if body.get_content_type() == "text/plain":
        return text.replace("\r\n", "\n").strip("\n")
    return _BREAK.join(find_body(parse_page(text), {as_key(title)} if title else ()))
