"""A data node for the real SDK to talk to: loopback only, no data, no passwords checked.

It speaks as much of the key-value protocol as ``couchbase`` 4.x needs to connect, open a bucket, read and write.
A document whose key begins with SLOW is answered late, so that one can see an operation while it is pending. What
the node counts (sockets, operations) is what a server of a cluster would bear.

    python tests/evidence/node.py

prints the port to give to the programs beside this file, and then the counts whenever they change.
"""

from __future__ import annotations

import json
import socketserver
import ssl
import struct
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOST = "127.0.0.1"

#: The beginning of the keys that are answered late, and how many seconds late. The SDK itself waits for 2.5.
SLOW = b"slow"
DELAY = 1.5

#: magic, operation, length of the key, of the extras, data type, vbucket or status, length of the body, opaque, CAS
HEADER = struct.Struct(">BBHBBHLLQ")
RESPONSE = 0x81
#: In a request with this magic the upper byte of the key's length is the length of the framing extras.
FRAMED_REQUEST = 0x08

JSON_TYPE = 0x01
#: Extras of an answer to a read: the flags of a document in JSON.
JSON_FLAGS = (0x02000006).to_bytes(4, "big")
UNKNOWN_OPERATION = 0x81

#: Features that a client may ask for and is granted: no delay, mutation tokens, extended errors, buckets, JSON.
FEATURES = frozenset({0x03, 0x04, 0x07, 0x08, 0x0B})

#: How many partitions the documents of a bucket are spread over; all are on this node.
PARTITIONS = 64


@dataclass(frozen=True)
class Request:
    """What a client asks for."""

    operation: int
    key: bytes
    value: bytes
    opaque: int


@dataclass(frozen=True)
class Answer:
    """What it is told."""

    body: bytes = b""
    extras: bytes = b""
    data_type: int = 0
    status: int = 0


@dataclass(frozen=True)
class Counts:
    """What a node has borne up to now."""

    sockets: int = 0
    sockets_ever: int = 0
    operations: int = 0


class Conversation(socketserver.StreamRequestHandler):
    """One socket of a client, served by a thread of its own."""

    server: Server
    bucket = ""

    def handle(self) -> None:
        """Answer until the client has gone."""
        try:
            while (request := self.next_request()) is not None:
                self.tell(request, self.answer(request))
        except OSError:
            pass

    def next_request(self) -> Request | None:
        """Return the next request, or None at the end of the stream."""
        head = self.rfile.read(HEADER.size)
        if len(head) < HEADER.size:
            return None
        magic, operation, key, extras, _, _, length, opaque, _ = HEADER.unpack(head)
        framing = 0
        if magic == FRAMED_REQUEST:
            framing, key = divmod(key, 0x100)
        body = self.rfile.read(length)
        start = framing + extras
        return Request(operation, body[start : start + key], body[start + key :], opaque)

    def tell(self, request: Request, answer: Answer) -> None:
        """Send an answer."""
        size = len(answer.extras) + len(answer.body)
        head = HEADER.pack(
            RESPONSE, request.operation, 0, len(answer.extras), answer.data_type, answer.status, size, request.opaque, 1
        )
        self.wfile.write(head + answer.extras + answer.body)

    def answer(self, request: Request) -> Answer:
        """Return the answer to a request."""
        found = ANSWERS.get(request.operation)
        return Answer(status=UNKNOWN_OPERATION) if found is None else found(self, request)

    def hello(self, request: Request) -> Answer:
        """Grant the features that this node has."""
        asked = (request.value[at : at + 2] for at in range(0, len(request.value), 2))
        return Answer(b"".join(each for each in asked if int.from_bytes(each, "big") in FEATURES))

    def mechanisms(self, _: Request) -> Answer:
        """Name the one way to log in."""
        return Answer(b"PLAIN")

    def login(self, _: Request) -> Answer:
        """Let everybody in."""
        return Answer(b"Authenticated")

    def select(self, request: Request) -> Answer:
        """Remember the bucket of this socket; every bucket exists."""
        self.bucket = request.key.decode()
        return Answer()

    def errors(self, _: Request) -> Answer:
        """Explain no error in particular."""
        return Answer(json.dumps({"version": 1, "revision": 1, "errors": {}}).encode())

    def configuration(self, _: Request) -> Answer:
        """Describe a cluster of one node, and the bucket of this socket."""
        return Answer(json.dumps(cluster(self.server.port, self.bucket)).encode(), data_type=JSON_TYPE)

    def read(self, request: Request) -> Answer:
        """Hand out the only document that there is."""
        self.operate(request)
        return Answer(json.dumps({"seen": True}).encode(), extras=JSON_FLAGS)

    def write(self, request: Request) -> Answer:
        """Pretend to have stored a document."""
        self.operate(request)
        return Answer()

    def operate(self, request: Request) -> None:
        """Count an operation, and take the time that its key asks for."""
        self.server.count(operations=1)
        if request.key.startswith(SLOW):
            time.sleep(DELAY)

    def pong(self, _: Request) -> Answer:
        """Be there."""
        return Answer()


ANSWERS: dict[int, Callable[[Conversation, Request], Answer]] = {
    0x00: Conversation.read,
    0x01: Conversation.write,  # set: what upsert() sends
    0x02: Conversation.write,  # add: insert()
    0x0A: Conversation.pong,
    0x1F: Conversation.hello,
    0x20: Conversation.mechanisms,
    0x21: Conversation.login,
    0x89: Conversation.select,
    0xB5: Conversation.configuration,
    0xFE: Conversation.errors,
}


def cluster(port: int, bucket: str) -> dict[str, object]:
    """Return what a client is told about the cluster, and about a bucket if it has selected one."""
    found: dict[str, object] = {
        "rev": 1,
        "revEpoch": 1,
        "nodesExt": [{"hostname": HOST, "thisNode": True, "services": {"kv": port, "kvSSL": port}}],
    }
    if bucket:
        found |= {
            "name": bucket,
            "uuid": f"{bucket}-uuid",
            "nodeLocator": "vbucket",
            "bucketCapabilities": ["cbhello", "cccp", "nodesExt"],
            "nodes": [{"hostname": f"{HOST}:{port}", "ports": {"direct": port}}],
            "vBucketServerMap": {
                "hashAlgorithm": "CRC",
                "numReplicas": 0,
                "serverList": [f"{HOST}:{port}"],
                "vBucketMap": [[0]] * PARTITIONS,
            },
        }
    return found


class Server(socketserver.ThreadingTCPServer):
    """Accepts the sockets, and keeps count."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, certificate: Path | None) -> None:
        super().__init__((HOST, 0), Conversation)
        self.tls = None if certificate is None else ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        if self.tls is not None:
            self.tls.load_cert_chain(certificate)
        self.port: int = self.server_address[1]
        self.counts = Counts()
        self.lock = threading.Lock()

    def count(self, **changes: int) -> None:
        """Add to the counts."""
        with self.lock:
            now = self.counts
            self.counts = replace(now, **{name: getattr(now, name) + change for name, change in changes.items()})

    def get_request(self) -> tuple[Any, Any]:
        """Accept a socket; over TLS the client has the first word, and its thread waits for that."""
        accepted, address = super().get_request()
        if self.tls is not None:
            accepted = self.tls.wrap_socket(accepted, server_side=True, do_handshake_on_connect=False)
        return accepted, address

    def process_request(self, request: Any, client_address: Any) -> None:
        """A client has opened a socket."""
        self.count(sockets=1, sockets_ever=1)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """The client has closed it."""
        super().shutdown_request(request)
        self.count(sockets=-1)


@contextmanager
def running(certificate: Path | None = None) -> Iterator[Server]:
    """Run a node beside this thread; with a file of a certificate and its key it speaks TLS."""
    with Server(certificate) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def main() -> None:
    with running() as server:
        print(server.port, flush=True)
        told = server.counts
        while True:
            time.sleep(0.1)
            if told != server.counts:
                told = server.counts
                print(told, flush=True)


if __name__ == "__main__":
    main()
