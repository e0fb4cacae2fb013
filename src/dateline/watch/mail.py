"""Alerts by mail: one plain text message each, through the SMTP server of the settings.

The Message-ID is made of the id of the message and the same at every try, so that mail programs
show it once.
"""

import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from dateline.errors import ConfigError, DeliveryError
from dateline.records import alert_from_json
from dateline.settings import Settings
from dateline.store import Parcel
from dateline.watch.in_words import alert_text, subject
from dateline.watch.telling import one_line

_FOR_GOOD = range(500, 600)  # what an SMTP server will answer again


def mail_parcel(parcel: Parcel, address: str, options: Settings, now: datetime) -> None:
    """Mail a message.

    Args:
        parcel: the alerts.
        address: where to.
        options: which server, and how.
        now: what time it is, in UTC.

    Raises:
        DeliveryError: the server did not take it.
        ConfigError: there is no server, or it is not trusted with a password.
    """
    if options.smtp_host is None:
        raise ConfigError("nothing is mailed without a server: set DATELINE_SMTP_HOST")
    message = make_message(parcel, address, options.smtp_from, now)
    try:
        with _connect(options, options.smtp_host) as server:
            server.send_message(message)
    except (smtplib.SMTPException, OSError) as error:
        raise _refused(options.smtp_host, error) from error


def make_message(parcel: Parcel, address: str, sender: str, now: datetime) -> EmailMessage:
    """The message as it is sent."""
    alerts = [alert_from_json(record) for record in parcel.records]
    message = EmailMessage()
    message["Subject"] = one_line(subject(alerts, parcel.watch_name, is_digest=parcel.is_digest))
    message["From"] = sender
    message["To"] = address
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{parcel.message}@dateline.invalid>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes in answer
    ending = f"\n-- \nThe watch {parcel.watch_name} ({parcel.watch_id}) of Dateline.\n"
    message.set_content("\n\n".join(map(alert_text, alerts)) + "\n" + ending)
    return message


def _connect(options: Settings, host: str) -> smtplib.SMTP:
    """A connection that is safe before anything is said.

    Raises:
        ConfigError: a password would go over a line that others can read.
    """
    if options.smtp_security == "plain" and options.smtp_password:
        raise ConfigError("no password goes over a plain line: set DATELINE_SMTP_SECURITY=starttls")
    seconds, context = options.timeout_seconds, ssl.create_default_context()
    if options.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, options.smtp_port, timeout=seconds, context=context
        )
    else:
        server = smtplib.SMTP(host, options.smtp_port, timeout=seconds)
    try:
        if options.smtp_security == "starttls":
            server.starttls(context=context)
        if options.smtp_user and options.smtp_password:
            server.login(options.smtp_user, options.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _refused(host: str, error: Exception) -> DeliveryError:
    told = DeliveryError(f"the mail server {host} did not take it: {one_line(str(error))[:300]}")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        told.is_final = all(code in _FOR_GOOD for code in codes)
    return told
