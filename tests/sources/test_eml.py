"""E-mails, whole, broken and hostile; see also the golden folder."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.sources.pages import page, read_failure, read_one

HEAD = b"From: Ana <ana@post.example>\r\nSubject: Ferry\r\n"
TEXT = "Two boats sank off Lindow on Monday, the harbour office said."


@pytest.mark.parametrize(
    ("rest", "text", "published"),
    [
        (b"\r\n" + TEXT.encode(), TEXT, None),
        (b"Date: Thu, 04 Mar 2021 06:30:00 GMT\r\n\r\nHi.", "Hi.", "2021-03-04T06:30:00+00:00"),
        (b"Date: Thu, 04 Mar 2021 06:30:00\r\n\r\nHi.", "Hi.", "2021-03-04T06:30:00"),
        (b"Date: some day\r\n\r\nHi.", "Hi.", None),
        (b"Date: Thu, 04 Mar 99999999999 06:30:00 GMT\r\n\r\nHi.", "Hi.", None),
        (b"Date: Thu, 04 Mar 2021 06:30:00 +99999999999999\r\n\r\nHi.", "Hi.", None),
        (b"Content-Transfer-Encoding: base64\r\n\r\nSGkuCg==", "Hi.", None),
        (b"Content-Type: text/plain; charset=koi8-r\r\n\r\n" + "Взрыв.".encode("koi8-r"),
         "Взрыв.", None),
        (b"Content-Type: text/plain; charset=no-such\r\n\r\nHi.", "Hi.", None),
        (b"Content-Type: text/html\r\n\r\n" + page().encode(), "Fishermen pulled", None),
    ],
)  # fmt: skip
def test_messages(tmp_path: Path, rest: bytes, text: str, published: str | None) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(HEAD + rest)
    found = read_one(path)
    assert found.text.startswith(f"Ferry\n\n{text}")
    assert (found.title, found.published, found.outlet, found.bylines) == (
        "Ferry", published, None, (),
    )  # fmt: skip
    assert [(piece.start, piece.end, piece.kind) for piece in found.furniture] == [(0, 5, "title")]


def test_a_coded_subject(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"From: a@b.example\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\n\r\n" + TEXT.encode()
    )
    assert read_one(path).title == "Fähre"


def test_verbatim(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(HEAD + b"\r\nHi.")
    assert read_one(path, verbatim=True).text == (HEAD + b"\r\nHi.").decode()


def attached_only() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Ferry"
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no e-mail"),
        (b"\x00\x01\x02", "no e-mail"),
        (TEXT.encode(), "no e-mail"),
        (HEAD + b"\r\n", "empty"),
        (HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x--", "no text"),
        (HEAD + b"Content-Type: text/html\r\n\r\n<p></p>", "empty"),
        (attached_only(), "no text"),
        (HEAD + b"\r\n\x00\x01", "binary"),
    ],
)
def test_bad_messages(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(content)
    assert said in read_failure(path).reason


@pytest.mark.parametrize(
    "head",
    [
        b"Date: Thu, 99 Foo 99999999999 06:30:00 +9999\r\n",
        b"Content-Type: text/plain; charset*0*=\r\n",
        b'Content-Type: text/plain; charset="utf-8\r\n',
        b"Content-Type: =?x?\r\n",
        b"Content-Disposition: ;;;\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Subject: =?utf-8?b?/////w==?= =?no?q?x?=\r\n",
        b"To: <<<>>>,,,;:\r\n",
        b"MIME-Version: (((\r\n",
    ],
)
def test_odd_headers_never_break_the_rest(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(HEAD + head + b"\r\n" + TEXT.encode())
    assert read_one(path).text == f"Ferry\n\n{TEXT}"
