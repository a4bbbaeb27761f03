"""A client over a real socket. wsproto makes the handshake and judges every byte that the server sends; what the client
sends may be wsproto's frames or any bytes. Every wait has a limit, and reaching it is an error."""

import collections
import select
import socket
import struct

from wsproto import ConnectionType, WSConnection
from wsproto.connection import ConnectionState
from wsproto.events import (AcceptConnection, BytesMessage, CloseConnection, Ping, Pong, RejectConnection, Request,
                            TextMessage)
from wsproto.frame_protocol import CloseReason

PROTO, JSON = "jiaxin.v1.proto", "jiaxin.v1.json"  # binary messages, text messages
LIMIT_SECONDS = 30


class Ended(Exception):
    """The server ended the TCP connection, cleanly."""


def bytes_of(message):
    return message.data.encode() if isinstance(message, TextMessage) else bytes(message.data)


class Peer:
    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=LIMIT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setblocking(False)
        self.port = port
        self.ws = WSConnection(ConnectionType.CLIENT)
        self._events = collections.deque()
        self._closed = False  # by a close frame of the server
        self._ended = False
        self.pongs = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    # Bytes

    def send(self, *pieces):
        """Each piece by a send() of its own, reading meanwhile, so that neither side waits for the other for ever."""
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                readable, writable = self._wait(reading=not self._ended, writing=True)
                if readable:
                    self._take()
                if writable:
                    rest = rest[self._socket.send(rest):]

    def read_to_end(self):
        """What else comes, unjudged."""
        rest = b""
        while True:
            self._wait(reading=True)
            data = self._socket.recv(1 << 16)
            if not data:
                return rest
            rest += data

    def end_sending(self):
        self._socket.shutdown(socket.SHUT_WR)

    def _wait(self, *, reading, writing=False):
        mine = [self._socket]
        readable, writable, _ = select.select(mine if reading else [], mine if writing else [], [], LIMIT_SECONDS)
        if not readable and not writable:
            raise TimeoutError(f"nothing happened in {LIMIT_SECONDS} s")
        return readable, writable

    def _take(self):
        data = self._socket.recv(1 << 16)
        if not data:
            self._ended = True
            return
        assert not self._closed, f"{len(data)} bytes after the server's close frame"
        self.ws.receive_data(data)
        for event in self.ws.events():
            if isinstance(event, CloseConnection):
                self._check_close(event, data)
            self._events.append(event)

    def _check_close(self, event, data):
        """wsproto tells of a close frame and of a fault of the server's by the same event, and looks no further."""
        assert self.ws.state is not ConnectionState.OPEN, f"the server broke the protocol: {event.reason}"
        self._closed = True
        code = b"" if event.code == CloseReason.NO_STATUS_RCVD else struct.pack("!H", event.code)
        payload = code + (event.reason or "").encode()
        assert data.endswith(payload), "bytes after the server's close frame"

    # Events

    def upgrade(self, protocols=(PROTO,)):
        """What the server answered: an AcceptConnection, or a RejectConnection."""
        request = Request(host=f"127.0.0.1:{self.port}", target="/ws", subprotocols=list(protocols))
        self.send(self.ws.send(request))
        return self.event()

    def event(self):
        while not self._events:
            if self._ended:
                raise Ended
            self._wait(reading=True)
            self._take()
        return self._events.popleft()

    def hear(self):
        """The next message, always as bytes; wsproto has found a text to be UTF-8. Pongs on the way are kept in `pongs`,
        pings are answered."""
        parts = []
        while True:
            event = self.event()
            if isinstance(event, Pong):
                self.pongs.append(bytes(event.payload))
            elif isinstance(event, Ping):
                self.send(self.ws.send(event.response()))
            elif isinstance(event, (BytesMessage, TextMessage)):
                parts.append(bytes_of(event))
                if event.message_finished:
                    return b"".join(parts)
            else:
                raise AssertionError(f"{event} instead of a message")

    def hear_pong(self):
        event = self.event()
        assert isinstance(event, Pong), event
        return bytes(event.payload)

    def hear_close(self):
        """The server's close frame, past messages, which are returned, too: (close event, messages)."""
        heard = []
        while True:
            event = self.event()
            if isinstance(event, CloseConnection):
                return event, heard
            if isinstance(event, Pong):
                self.pongs.append(bytes(event.payload))
            elif isinstance(event, (BytesMessage, TextMessage)):
                heard.append(bytes_of(event))

    def hear_end(self):
        """Waits for the server to end the TCP connection. Anything that still comes is an error."""
        try:
            event = self.event()
        except Ended:
            return
        raise AssertionError(f"{event} instead of the end")


def open_peer(port, protocols=(PROTO,)):
    peer = Peer(port)
    accepted = peer.upgrade(protocols)
    assert isinstance(accepted, AcceptConnection), accepted
    return peer


def serves(port):
    """Whether the server takes a new connection and says back what it hears."""
    with open_peer(port) as peer:
        peer.send(peer.ws.send(BytesMessage(b"still there?")))
        return peer.hear() == b"still there?"
