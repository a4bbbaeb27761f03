"""The opening handshake (RFC 6455, section 4.2) and the HTTP under it (RFC 9112)."""

import socket
import unittest

from hypothesis import given, strategies as st
from wsproto.events import AcceptConnection

import echo_server
import frames
from peer import JSON, LIMIT_SECONDS, PROTO, Peer, open_peer, serves
from profiles import tries

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="  # for that key, section 1.3

GOOD = {"Host": "127.0.0.1", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": KEY,
        "Sec-WebSocket-Version": "13", "Sec-WebSocket-Protocol": PROTO}


def request(fields, line="GET /ws HTTP/1.1", order=None):
    """`fields` by name; a value may be a list, for a field that comes more than once, or None to leave it out."""
    lines = [line]
    for name in order or fields:
        values = fields[name] if isinstance(fields[name], list) else [fields[name]]
        lines += [f"{name}: {value}" for value in values if value is not None]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def without(name):
    return {key: value for key, value in GOOD.items() if key != name}


class Handshake(unittest.TestCase):
    def setUp(self):
        self.port = echo_server.shared().port

    def tearDown(self):
        self.assertTrue(serves(self.port))

    def ask(self, *pieces):
        """(status, fields by lower-case name); of a refusal all is read, and it must end cleanly."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT_SECONDS) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for piece in pieces:
                connection.sendall(piece)
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += self.some(connection)
            head, _, rest = answer.partition(b"\r\n\r\n")
            status = int(head.split()[1])
            fields = {name.decode().lower(): value.strip().decode() for name, _, value in
                      (line.partition(b":") for line in head.split(b"\r\n")[1:])}
            if status != 101:
                while len(rest) < int(fields["content-length"]):
                    rest += self.some(connection)
                self.assertEqual(connection.recv(1), b"")
            return status, fields

    def some(self, connection):
        data = connection.recv(1 << 16)
        self.assertTrue(data, "the server ended in the middle of its answer")
        return data

    def assert_accepts(self, *pieces):
        status, fields = self.ask(*pieces)
        self.assertEqual(status, 101)
        self.assertEqual(fields["sec-websocket-accept"], ACCEPT)
        self.assertEqual(fields["sec-websocket-protocol"], PROTO)
        self.assertEqual((fields["upgrade"].lower(), fields["connection"].lower()), ("websocket", "upgrade"))
        self.assertNotIn("sec-websocket-extensions", fields)

    def assert_refuses(self, expected, sent):
        self.assertEqual(self.ask(sent)[0], expected)

    def test_wsproto_is_accepted(self):
        with Peer(self.port) as peer:
            accepted = peer.upgrade(["something.else", PROTO])
            self.assertIsInstance(accepted, AcceptConnection)
            self.assertEqual((accepted.subprotocol, accepted.extensions), (PROTO, []))

    def test_the_first_protocol_that_the_server_knows_is_agreed_on(self):  # section 4.1: in order of preference
        for asked, agreed in {f"{JSON}": JSON, f"{JSON}, {PROTO}": JSON, f"chat, {PROTO}, {JSON}": PROTO}.items():
            with self.subTest(asked):
                _, fields = self.ask(request({**GOOD, "Sec-WebSocket-Protocol": asked}))
                self.assertEqual(fields["sec-websocket-protocol"], agreed)

    @tries(150, 2000)
    @given(st.data())
    def test_case_order_and_segments_do_not_matter(self, data):  # RFC 9110, section 5.1 and 5.3
        case = st.sampled_from([str, str.lower, str.upper])
        fields = {data.draw(case)(name): data.draw(case)(value) if name in ("Upgrade", "Connection") else value
                  for name, value in GOOD.items()}
        sent = request(fields, order=data.draw(st.permutations(sorted(fields))))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=5)))
        self.assert_accepts(*(sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)]) if a < b))

    def test_what_a_conforming_client_may_write_is_accepted(self):
        for name, changed in {
            "several tokens in Connection": {"Connection": "keep-alive, Upgrade"},
            "Connection twice": {"Connection": ["keep-alive", "upgrade"]},
            "empty elements in a list": {"Connection": ", Upgrade,,"},
            "several products in Upgrade": {"Upgrade": "h2c, websocket"},
            "protocols in one list": {"Sec-WebSocket-Protocol": f"chat, {PROTO},superchat"},
            "protocols in two fields": {"Sec-WebSocket-Protocol": ["chat", PROTO]},
            "an extension that the server does not know": {"Sec-WebSocket-Extensions": "permessage-deflate; x=1, foo"},
            "both of our protocols, this first": {"Sec-WebSocket-Protocol": f"{PROTO}, {JSON}"},
            "spaces and tabs around a value": {"Sec-WebSocket-Version": " \t 13 \t "},
            "a body of no bytes": {"Content-Length": "0"},
            "fields that nobody knows": {"X-Unknown": "x" * 1000, "Cookie": "a=b"},
        }.items():
            with self.subTest(name):
                self.assert_accepts(request({**GOOD, **changed}))

    def test_the_target_may_name_its_host(self):  # section 4.2.1, 1.; RFC 9112, section 3.2.2
        self.assert_accepts(request(GOOD, "GET http://127.0.0.1/ws HTTP/1.1"))
        self.assert_refuses(400, request(GOOD, "GET http://localhost/ws HTTP/1.1"))  # not the host of Host

    def test_what_is_missing_or_wrong_is_refused(self):
        for name, (status, fields) in {
            "no Host": (400, without("Host")),
            "two Hosts": (400, {**GOOD, "Host": ["127.0.0.1", "127.0.0.1"]}),
            "no Upgrade": (426, without("Upgrade")),
            "Upgrade to something else": (426, {**GOOD, "Upgrade": "websocket2"}),
            "no Connection": (426, without("Connection")),
            "Connection without upgrade": (426, {**GOOD, "Connection": "keep-alive"}),
            "no key": (400, without("Sec-WebSocket-Key")),
            "two keys": (400, {**GOOD, "Sec-WebSocket-Key": [KEY, KEY]}),
            "an empty key": (400, {**GOOD, "Sec-WebSocket-Key": ""}),
            "a key of 15 bytes": (400, {**GOOD, "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAA"}),
            "a key of 17 bytes": (400, {**GOOD, "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAAA="}),
            "a key that is not base64": (400, {**GOOD, "Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!=="}),
            "no version": (426, without("Sec-WebSocket-Version")),
            "version 8": (426, {**GOOD, "Sec-WebSocket-Version": "8"}),
            "version 013": (426, {**GOOD, "Sec-WebSocket-Version": "013"}),
            "two versions": (426, {**GOOD, "Sec-WebSocket-Version": ["13", "8"]}),
            "no protocol": (400, without("Sec-WebSocket-Protocol")),
            "only protocols that nobody knows": (400, {**GOOD, "Sec-WebSocket-Protocol": "chat, superchat"}),
            "a protocol in capitals": (400, {**GOOD, "Sec-WebSocket-Protocol": PROTO.upper()}),
            "a body": (400, {**GOOD, "Content-Length": "5"}),
            "a body in chunks": (400, {**GOOD, "Transfer-Encoding": "chunked"}),
            "a head of over 8 KiB": (431, {**GOOD, "X-Large": "x" * 8192}),
        }.items():
            with self.subTest(name):
                self.assert_refuses(status, request(fields))

    def test_a_refusal_says_which_version_would_do(self):  # section 4.4
        _, fields = self.ask(request({**GOOD, "Sec-WebSocket-Version": "25"}))
        self.assertEqual(fields["sec-websocket-version"], "13")

    def test_request_lines(self):
        for line, status in {"GET /ws HTTP/1.0": 400, "POST /ws HTTP/1.1": 405, "get /ws HTTP/1.1": 405,
                             "GET /other HTTP/1.1": 404, "GET /ws": 400, "GET  /ws HTTP/1.1": 400,
                             "GET /ws HTTP/2.0": 400, "": 400}.items():
            with self.subTest(line):
                self.assert_refuses(status, request(GOOD, line))

    def test_what_is_not_a_field_is_refused(self):  # RFC 9112, section 5
        for name, field in {"no colon": b"Nonsense", "a space before the colon": b"X-A : b", "no name": b": b",
                            "a NUL in a value": b"X-A: a\0b", "a bare CR": b"X-A: a\rb"}.items():
            with self.subTest(name):
                self.assert_refuses(400, request(GOOD)[:-2] + field + b"\r\n\r\n")

    def test_a_folded_field_is_refused_or_read_as_one_line(self):  # RFC 9112, section 5.2
        sent = request({**GOOD, "Connection": "keep-alive,\r\n Upgrade"})
        self.assertIn(self.ask(sent)[0], {400, 101})

    def test_frames_before_the_answer_are_refused(self):  # section 4.1: the client must wait
        self.assert_refuses(400, request(GOOD) + frames.frame(frames.BINARY, b"too early"))

    def test_a_client_may_end_before_its_request_is_whole(self):
        for part in (b"", b"GET", request(GOOD)[:-2]):
            with self.subTest(part=part), open_peer(self.port):
                with socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT_SECONDS) as connection:
                    connection.sendall(part)
                    connection.shutdown(socket.SHUT_WR)
                    self.assertEqual(connection.recv(1), b"")
