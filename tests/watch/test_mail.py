"""Alerts by mail: plain text through the user's own server, safely or not at all."""

import base64
import email
import email.policy
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from dateline.settings import settings
from dateline.store import Archive
from dateline.watch import add_watch, ask_watches, make_draft
from dateline.watch.sending import Sent, send_due
from tests.watch.receivers import listening_mail
from tests.watch.told import raid

NOW = datetime(2021, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def use(environment: pytest.MonkeyPatch, port: int, security: str, **more: str) -> None:
    named = {"HOST": "127.0.0.1", "PORT": str(port), "SECURITY": security} | more
    for name, value in named.items():
        environment.setenv(f"DATELINE_SMTP_{name}", value)
    settings.cache_clear()


def trust(environment: pytest.MonkeyPatch, authority: trustme.CA, folder: Path) -> None:
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    environment.setenv("SSL_CERT_FILE", str(path))


def tell(archive: Archive, name: str = "Raids", digest: str = "at-once") -> None:
    mails = ["ada@example.org"]
    add_watch(archive, make_draft(name, {}, kinds=["match"], mails=mails, digest=digest))
    archive.add(raid(1, speaker="Zoë Brandt", certainty="attributed"))
    archive.add(raid(2, day="2020-06-01"))
    assert len(list(ask_watches(archive, NOW))) == 2


def send(archive: Archive, at: datetime = NOW) -> list[Sent]:
    return list(send_due(archive, clock=lambda: at))


def test_an_alert_is_mailed_over_a_safe_line(
    archive: Archive,
    environment: pytest.MonkeyPatch,
    authority: trustme.CA,
    context: ssl.SSLContext,
    tmp_path: Path,
) -> None:
    trust(environment, authority, tmp_path)
    with listening_mail(context) as box:
        use(environment, box.port, "starttls", USER="ada", PASSWORD="geheim", FROM="d@example.org")
        tell(archive)
        assert [sent.problem for sent in send(archive)] == [None, None]
        assert send(archive, NOW + timedelta(days=9)) == []
    assert box.was_safe == [True, True]
    assert base64.b64decode(box.logins[0]) == b"\0ada\0geheim"
    first, second = (
        email.message_from_string(text, policy=email.policy.default) for text in box.taken
    )
    assert first["To"] == "ada@example.org"
    assert first["From"] == "d@example.org"
    assert first["Subject"].startswith("[Raids] Assault, Varda")
    assert first["Message-ID"] != second["Message-ID"]
    body = first.get_body().get_content()  # type: ignore[union-attr]
    assert "Zoë Brandt, in Gazette of 1 (2021-03-04) [attributed]" in body
    assert "leaving 9 killed" in body
    assert "1 article; " in body


def test_nothing_of_an_article_steers_a_mail(
    archive: Archive, environment: pytest.MonkeyPatch
) -> None:
    with listening_mail() as box:
        use(environment, box.port, "plain")
        add_watch(archive, make_draft("Raids", {}, mails=["ada@example.org"]))
        archive.add(raid(1, actor="Red\r\nBcc: eve@example.org \x1b[2J\u202eGuard"))
        list(ask_watches(archive, NOW))
        assert [sent.problem for sent in send(archive)] == [None]
    message = email.message_from_string(box.taken[0], policy=email.policy.default)
    assert message["Bcc"] is None
    assert "Red Bcc: eve@example.org [2J Guard" in message["Subject"]
    body = message.get_body().get_content()  # type: ignore[union-attr]
    assert "\x1b" not in body
    assert "\u202e" not in body


def test_a_digest_is_one_mail(archive: Archive, environment: pytest.MonkeyPatch) -> None:
    with listening_mail() as box:
        use(environment, box.port, "plain")
        tell(archive, digest="weekly")
        assert send(archive) == []
        assert len(send(archive, datetime(2021, 3, 15, 6, tzinfo=UTC))) == 1
    (text,) = box.taken
    assert "Subject: [Raids] 2 alerts" in text


def test_a_line_that_does_not_become_safe_is_not_used(
    archive: Archive, environment: pytest.MonkeyPatch
) -> None:
    with listening_mail() as box:
        use(environment, box.port, "starttls", USER="ada", PASSWORD="geheim")
        tell(archive)
        assert all("did not take it" in (sent.problem or "") for sent in send(archive))
    assert (box.taken, box.logins) == ([], [])


def test_a_server_with_a_false_certificate_is_not_trusted(
    archive: Archive, environment: pytest.MonkeyPatch, context: ssl.SSLContext
) -> None:
    with listening_mail(context) as box:
        use(environment, box.port, "starttls", USER="ada", PASSWORD="geheim")
        tell(archive)
        assert all("certificate" in (sent.problem or "") for sent in send(archive))
    assert (box.taken, box.logins) == ([], [])


def test_no_password_goes_over_a_plain_line(
    archive: Archive, environment: pytest.MonkeyPatch
) -> None:
    with listening_mail() as box:
        use(environment, box.port, "plain", USER="ada", PASSWORD="geheim")
        tell(archive)
        assert all("no password" in (sent.problem or "") for sent in send(archive))
    assert (box.taken, box.logins) == ([], [])


def test_an_address_that_is_not_there_is_given_up_one_that_is_full_is_not(
    archive: Archive, environment: pytest.MonkeyPatch
) -> None:
    with listening_mail(recipient="452 full") as box:
        use(environment, box.port, "plain")
        tell(archive)
        assert [sent.is_given_up for sent in send(archive)] == [False, False]
    with listening_mail(recipient="550 nobody") as box:
        use(environment, box.port, "plain")
        sent = send(archive, NOW + timedelta(hours=1))
        assert [one.is_given_up for one in sent] == [True, True]
        assert "nobody" in (sent[0].problem or "")


def test_without_a_server_it_waits(archive: Archive, environment: pytest.MonkeyPatch) -> None:
    environment.delenv("DATELINE_SMTP_HOST", raising=False)
    tell(archive)
    assert all("DATELINE_SMTP_HOST" in (sent.problem or "") for sent in send(archive))
    with listening_mail() as box:
        use(environment, box.port, "plain")
        assert [one.problem for one in send(archive, NOW + timedelta(hours=1))] == [None, None]
    assert len(box.taken) == 2
