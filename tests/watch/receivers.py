"""Who alerts are sent to in tests: a web server and a mail server on this machine."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hook:
    """A web server that answers as a test says, and remembers what was posted.

    `answers`: status and headers, one a request; the last one stays. "hang" says nothing.
    """

    answers: list[tuple[int, dict[str, str]] | str]
    address: str = ""
    posted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    asked_elsewhere: list[str] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.posted]


@contextlib.contextmanager
def listening_hook(*answers: tuple[int, dict[str, str]] | str) -> Iterator[Hook]:
    """A web server that runs while the block does."""
    hook = Hook(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            headers = {name.lower(): value for name, value in self.headers.items()}
            hook.posted.append((headers, self.rfile.read(size)))
            answer = hook.answers.pop(0) if len(hook.answers) > 1 else hook.answers[0]
            if isinstance(answer, str):
                time.sleep(2.5)
                return
            self.send_response(answer[0])
            for name, value in answer[1].items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            hook.asked_elsewhere.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook.address = f"http://127.0.0.1:{server.server_port}/hook"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class MailBox:
    """What a mail server was told, and what it took. `logins`: what came after AUTH PLAIN."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    was_safe: list[bool] = field(default_factory=list)


@contextlib.contextmanager
def listening_mail(
    context: ssl.SSLContext | None = None, *, recipient: str = "250 fine"
) -> Iterator[MailBox]:
    """A mail server that runs while the block does; it offers STARTTLS with a context only."""
    box = MailBox()
    listening = socket.create_server(("127.0.0.1", 0))
    box.port = listening.getsockname()[1]

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), contextlib.ExitStack() as opened:
                opened.enter_context(connection).settimeout(10)
                _talk(opened, connection, box, context, recipient)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _talk(
    opened: contextlib.ExitStack,
    connection: socket.socket,
    box: MailBox,
    context: ssl.SSLContext | None,
    recipient: str,
) -> None:
    is_safe = False
    stream = connection.makefile("rwb")

    def say(line: str) -> None:
        stream.write(f"{line}\r\n".encode())
        stream.flush()

    say("220 mail.test ESMTP")
    while line := stream.readline().decode().strip():
        word = line.split()[0].upper()
        if word == "EHLO":
            offers = ["mail.test", *([] if context is None or is_safe else ["STARTTLS"])]
            offers += ["AUTH PLAIN", "SIZE"]
            for offer in offers[:-1]:
                say(f"250-{offer}")
            say(f"250 {offers[-1]}")
        elif word == "STARTTLS" and context is not None:
            say("220 go on")
            stream.close()
            safe = opened.enter_context(context.wrap_socket(connection, server_side=True))
            stream, is_safe = safe.makefile("rwb"), True
        elif word == "AUTH":
            box.logins.append(line.split()[-1])
            say("235 welcome")
        elif word == "RCPT":
            say(recipient)
        elif word == "DATA":
            say("354 go on")
            lines: list[bytes] = []
            while (part := stream.readline()) != b".\r\n":
                lines.append(part)
            box.taken.append(b"".join(lines).decode())
            box.was_safe.append(is_safe)
            say("250 taken")
        else:
            say("221 bye" if word == "QUIT" else "250 fine")
