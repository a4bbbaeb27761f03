"""What a conforming peer sends comes back identical and in order, however it is cut."""

import unittest

from hypothesis import given, strategies as st
from wsproto.events import BytesMessage

import echo_server
import frames
import strategies
from peer import JSON, PROTO, open_peer
from profiles import tries


def answered_in_order(pongs, pings):
    """Section 5.5.3: a pong carries its ping's payload; of pings that came together only the last must be answered."""
    rest = iter(pings)
    return all(any(pong == ping for ping in rest) for pong in pongs) and pongs[-1:] == pings[-1:]


class Messages(unittest.TestCase):
    def setUp(self):
        self.port = echo_server.shared().port

    @tries(500, 5000)
    @given(st.data())
    def test_any_binary_conversation_comes_back(self, data):
        self.check(data, PROTO, strategies.conversations(frames.BINARY, strategies.payloads))

    @tries(250, 2500)
    @given(st.data())
    def test_any_text_conversation_comes_back(self, data):  # also when cut inside of characters, section 5.6
        self.check(data, JSON, strategies.conversations(frames.TEXT, strategies.texts))

    def check(self, data, protocol, conversations):
        messages, pings, sent = data.draw(conversations)
        with open_peer(self.port, [protocol]) as peer:
            peer.send(*data.draw(strategies.segments(sent)))
            heard = [peer.hear() for _ in messages]
            self.assertEqual(heard, messages)
            peer.send(frames.close(1000))
            closed, more = peer.hear_close()
            self.assertEqual((closed.code, more), (1000, []))
            self.assertTrue(answered_in_order(peer.pongs, pings), (peer.pongs, pings))

    @tries(50, 500)
    @given(st.lists(st.lists(strategies.payloads, min_size=1, max_size=4), min_size=1, max_size=3))
    def test_messages_that_wsproto_writes_come_back(self, messages):
        with open_peer(self.port) as peer:
            for pieces in messages:
                # All written before any is sent: wsproto writes no more once it has read that this was too much.
                peer.send(b"".join(peer.ws.send(BytesMessage(piece, message_finished=i == len(pieces) - 1))
                                   for i, piece in enumerate(pieces)))
                whole = b"".join(pieces)
                if len(whole) > strategies.LIMIT:
                    self.assertEqual(peer.hear_close()[0].code, 1009)
                    return
                self.assertEqual(peer.hear(), whole)

    def test_every_length_near_an_edge_comes_back(self):
        with open_peer(self.port) as peer:
            for size in strategies.EDGES:
                with self.subTest(size=size):
                    peer.send(frames.frame(frames.BINARY, b"x" * size))
                    self.assertEqual(peer.hear(), b"x" * size)

    def test_every_text_length_near_an_edge_comes_back(self):
        with open_peer(self.port, [JSON]) as peer:
            for size in (*strategies.EDGES, strategies.TEXT_LIMIT):
                with self.subTest(size=size):
                    peer.send(frames.frame(frames.TEXT, b"x" * size))
                    self.assertEqual(peer.hear(), b"x" * size)

    def test_every_mask_is_taken_off(self):
        payload = bytes(range(256))
        with open_peer(self.port) as peer:
            for key in (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\1", b"\1\0\0\0", b"\x12\x34\x56\x78"):
                with self.subTest(key=key):
                    peer.send(frames.frame(frames.BINARY, payload, key=key))
                    self.assertEqual(peer.hear(), payload)

    def test_a_message_in_a_thousand_fragments_comes_back(self):
        pieces = [bytes([i % 256]) * (i % 3) for i in range(1000)]
        sent = b"".join(frames.frame(frames.BINARY if i == 0 else frames.CONTINUATION, piece, fin=i == 999)
                        for i, piece in enumerate(pieces))
        with open_peer(self.port) as peer:
            peer.send(sent)
            self.assertEqual(peer.hear(), b"".join(pieces))

    def test_bytes_that_come_one_by_one_are_a_message(self):
        sent = frames.frame(frames.BINARY, b"y" * 300)
        with open_peer(self.port) as peer:
            peer.send(*(sent[i:i + 1] for i in range(len(sent))))
            self.assertEqual(peer.hear(), b"y" * 300)

    def test_a_ping_of_any_size_is_answered_with_its_payload(self):
        with open_peer(self.port) as peer:
            for size in range(126):
                peer.send(frames.frame(frames.PING, b"p" * size))
                self.assertEqual(peer.hear_pong(), b"p" * size)

    def test_what_the_server_pushes_arrives_whole(self):
        with open_peer(self.port) as peer:
            for size in (*strategies.EDGES, 200_000):
                with self.subTest(size=size):
                    peer.send(frames.frame(frames.BINARY, b"echo-server: push 3 %d" % size))
                    self.assertEqual([peer.hear() for _ in range(3)], [b"p" * size] * 3)
