"""The closing handshake from both sides (RFC 6455, sections 5.5.1, 7.1 and 7.4)."""

import struct
import unittest

from hypothesis import given, strategies as st

import echo_server
import frames
from frames import BINARY, frame
from peer import open_peer, serves
from profiles import tries

LEGAL = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 3000, 3999, 4000, 4400, 4999]
ILLEGAL = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999]
UNDEFINED = [1014, 5000, 65535]  # in the RFC: 1014 was registered later, section 7.4.2 ends at 4999


class Closing(unittest.TestCase):
    def setUp(self):
        self.port = echo_server.shared().port

    def tearDown(self):
        self.assertTrue(serves(self.port))

    def answer_to(self, sent):
        with open_peer(self.port) as peer:
            peer.send(sent)
            closed, heard = peer.hear_close()
            self.assertEqual(heard, [])
            peer.hear_end()  # section 7.1.1: the server ends the TCP connection first
            return closed.code

    def test_a_legal_code_is_answered_with_itself(self):  # section 5.5.1
        for code in LEGAL:
            for reason in (b"", b"bye", "再见".encode(), b"x" * 123):
                with self.subTest(code=code, reason=reason):
                    self.assertEqual(self.answer_to(frames.close(code, reason)), code)

    def test_an_illegal_code_is_answered_with_1002(self):  # section 7.4
        for code in ILLEGAL:
            with self.subTest(code=code):
                self.assertEqual(self.answer_to(frames.close(code)), 1002)

    def test_a_code_that_the_rfc_does_not_define_is_answered_with_itself_or_1002(self):
        for code in UNDEFINED:
            with self.subTest(code=code), open_peer(self.port) as peer:
                peer.send(frames.close(code))
                self.assertIn(peer.read_to_end(), [b"\x88\x02" + struct.pack("!H", answer) for answer in (code, 1002)])

    @tries(200, 2000)
    @given(st.integers(0, 4999).filter(lambda code: code not in UNDEFINED))
    def test_any_code_is_answered(self, code):
        legal = code >= 3000 or code in LEGAL
        self.assertEqual(self.answer_to(frames.close(code)), code if legal else 1002)

    def test_a_close_without_a_code_is_answered_normally(self):  # section 7.1.5
        self.assertIn(self.answer_to(frames.close()), {None, 1000, 1005})

    def test_nothing_after_a_close_is_heard(self):  # section 5.5.1
        self.assertEqual(self.answer_to(frames.close(1000) + frame(BINARY, b"late") + b"\xff" * 5000), 1000)

    def test_a_close_inside_of_a_message_ends_it(self):  # section 5.4
        self.assertEqual(self.answer_to(frame(BINARY, b"half", fin=False) + frames.close(1001)), 1001)

    def test_messages_before_a_close_are_heard(self):
        with open_peer(self.port) as peer:
            peer.send(frame(BINARY, b"one"))
            self.assertEqual(peer.hear(), b"one")
            peer.send(frame(BINARY, b"two") + frames.close(1000))
            closed, heard = peer.hear_close()
            self.assertEqual(closed.code, 1000)
            self.assertIn(heard, ([b"two"], []))
            peer.hear_end()

    def test_the_server_closes_with_the_code_and_reason_of_its_handler(self):
        for code in (1000, 1003, 1009, 1012, 4400, 4401, 4408, 4409):
            with self.subTest(code=code), open_peer(self.port) as peer:
                peer.send(frame(BINARY, "echo-server: close {} 再见".format(code).encode()))
                closed, _ = peer.hear_close()
                self.assertEqual((closed.code, closed.reason), (code, "再见"))
                peer.send(peer.ws.send(closed.response()))
                peer.hear_end()

    def test_a_long_reason_is_cut_between_characters(self):  # section 5.5: 125 bytes at most
        with open_peer(self.port) as peer:
            peer.send(frame(BINARY, b"echo-server: close 4400 " + "信".encode() * 60))
            self.assertEqual(peer.hear_close()[0].reason, "信" * 41)

    def test_what_comes_after_the_servers_close_is_dropped(self):  # section 1.4
        with open_peer(self.port) as peer:
            peer.send(frame(BINARY, b"echo-server: close 4401 ") + frame(BINARY, b"late") * 100)
            closed, heard = peer.hear_close()
            self.assertEqual((closed.code, heard), (4401, []))
            peer.send(frame(BINARY, b"half", fin=False) + frame(frames.PING, b"?") + frames.close(4401))
            peer.hear_end()

    def test_a_peer_that_does_not_answer_the_close_is_let_go(self):  # section 7.1.1
        with open_peer(self.port) as peer:
            peer.send(frame(BINARY, b"echo-server: close 4401 "))
            self.assertEqual(peer.hear_close()[0].code, 4401)
            peer.hear_end()

    def test_a_peer_that_ends_without_a_close_is_let_go(self):  # section 7.1.5: 1006, which is never sent
        for before in (b"", b"\x82", frame(BINARY, b"cut off")[:-3], frame(BINARY, b"half", fin=False)):
            with self.subTest(before=before), open_peer(self.port) as peer:
                peer.send(before)
                peer.end_sending()
                peer.hear_end()
