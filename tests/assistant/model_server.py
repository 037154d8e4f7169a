"""A small OpenAI-compatible server for tests: it plays back what real servers were seen to send, over a real socket."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

RECORDED = Path(__file__).parent / "recorded"
DOCUMENTED = Path(__file__).parent / "documented"


class Played(ThreadingHTTPServer):
    """`replies` in the order they are given: bytes of an event stream, or (status, JSON) for an error."""

    daemon_threads = True

    def __init__(self, replies: list[Any]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = replies
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Cut(bytes):
    """An event stream whose server dies in the middle: the connection closes before the end."""


class Slow(bytes):
    """An event stream that begins after three seconds of silence."""


class Dripping(bytes):
    """An event stream of which an event comes every second."""


class Lines(bytes):
    """A reply of JSON lines, as Ollama sends it."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Played)
        body = self.rfile.read(int(self.headers["content-length"]))
        server.asked.append(json.loads(body) | {"authorization": self.headers.get("authorization"), "path": self.path})
        reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
        if isinstance(reply, tuple):
            text = json.dumps(reply[1]).encode()
            self._head(reply[0], "application/json", len(text))
            self.wfile.write(text)
            return
        if isinstance(reply, Slow):
            time.sleep(3)
        kind = "application/x-ndjson" if isinstance(reply, Lines) else "text/event-stream"
        self._head(200, kind, len(reply) + (500 if isinstance(reply, Cut) else 0))
        pieces = reply.split(b"\n\n") if isinstance(reply, Dripping) else []
        try:
            for piece in pieces[:-1]:
                self.wfile.write(piece + b"\n\n")
                self.wfile.flush()
                time.sleep(1)
            self.wfile.write(b"" if pieces else reply)
        except OSError:
            pass  # The reader has gone.
        self.close_connection = True

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@contextmanager
def playing(*replies: Any) -> Iterator[Played]:
    """A server that plays these replies, the last one for ever."""
    server = Played(list(replies))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def events(*pieces: str, usage: bool = True, role: bool = True) -> bytes:
    """An event stream of a chat reply in these pieces; some servers leave out whose words they are."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}] if role else []
    deltas += [{"content": piece} for piece in pieces]
    chunks: list[dict[str, Any]] = [
        {"choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    chunks.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    if usage:
        counts = {"prompt_tokens": 120, "completion_tokens": len(pieces), "total_tokens": 120 + len(pieces)}
        chunks.append({"choices": [], "usage": counts})
    about = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return "".join(f"data: {json.dumps(about | chunk)}\n\n" for chunk in chunks).encode() + b"data: [DONE]\n\n"


def recorded(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def documented(name: str) -> bytes:
    """A stream written from a provider's documentation, not captured."""
    data = (DOCUMENTED / name).read_bytes()
    return Lines(data) if name.endswith(".ndjson") else data


@contextmanager
def dying(url: str, after: int) -> Iterator[str]:
    """A way to a real server that is cut `after` so many bytes of its reply, as when the server is killed."""
    target = urlsplit(url)
    with socket.create_server(("127.0.0.1", 0)) as door:
        Thread(target=_serve_until_cut, args=(door, target.hostname, target.port, after), daemon=True).start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}{target.path}"


def _serve_until_cut(door: socket.socket, host: str, port: int, after: int) -> None:
    with suppress(OSError):
        while True:
            asking, _ = door.accept()
            with asking, socket.create_connection((host, port)) as server:
                Thread(target=_carry, args=(asking, server), daemon=True).start()
                left = after
                while left > 0 and (piece := server.recv(min(4096, left))):
                    asking.sendall(piece)
                    left -= len(piece)
                # Closing alone says nothing to the other end while the thread still waits for its words.
                asking.shutdown(socket.SHUT_RDWR)


def _carry(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            to.sendall(piece)
