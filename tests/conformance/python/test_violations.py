"""Every breach of RFC 6455 ends its connection with the code that the RFC names for it, and no other connection."""

import unittest

from hypothesis import given, strategies as st

import echo_server
import frames
import strategies
from frames import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, frame
from peer import JSON, PROTO, open_peer, serves
from profiles import tries

# name: (section, bytes, codes that are right)
BREACHES = {
    "data frame without a mask": ("5.1", frame(BINARY, b"hi", key=None), {1002}),
    "empty data frame without a mask": ("5.1", frame(BINARY, key=None), {1002}),
    "ping without a mask": ("5.1", frame(PING, b"hi", key=None), {1002}),
    "close without a mask": ("5.1", frame(CLOSE, b"\x03\xe8", key=None), {1002}),
    **{f"reserved bits {rsv:03b} on opcode {opcode}": ("5.2", frame(opcode, b"hi", rsv=rsv), {1002})
       for rsv in range(1, 8) for opcode in (TEXT, BINARY, PING)},
    **{f"reserved opcode {opcode}": ("5.2", frame(opcode, payload), {1002})
       for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15) for payload in (b"", b"hi")},
    "reserved bit on a continuation": ("5.2",
                                       frame(BINARY, b"a", fin=False) + frame(CONTINUATION, b"b", rsv=4), {1002}),
    "length 0 in 16 bits": ("5.2", frame(BINARY, form=16), {1002}),
    "length 125 in 16 bits": ("5.2", frame(BINARY, b"x" * 125, form=16), {1002}),
    "length 125 in 64 bits": ("5.2", frame(BINARY, b"x" * 125, form=64), {1002}),
    "length 65535 in 64 bits": ("5.2", frame(BINARY, b"x" * 65535, form=64), {1002}),
    # Of a length that is illegal and too large either may be said.
    "64-bit length with its highest bit set": ("5.2", frames.head(BINARY, 1 << 63) + frames.MASK, {1002, 1009}),
    "64-bit length of all ones": ("5.2", frames.head(BINARY, (1 << 64) - 1) + frames.MASK, {1002, 1009}),
    "continuation of nothing": ("5.4", frame(CONTINUATION, b"hi"), {1002}),
    "unfinished continuation of nothing": ("5.4", frame(CONTINUATION, b"hi", fin=False), {1002}),
    "continuation after a whole message": ("5.4", frame(PONG) + frame(CONTINUATION), {1002}),
    "new message inside of one": ("5.4", frame(BINARY, b"a", fin=False) + frame(BINARY, b"b"), {1002}),
    "text inside of a binary message": ("5.4", frame(BINARY, b"a", fin=False) + frame(TEXT, b"b"), {1002}),
    **{f"fragmented control frame {opcode}": ("5.5", frame(opcode, fin=False), {1002})
       for opcode in (CLOSE, PING, PONG)},
    **{f"control frame {opcode} of 126 bytes": ("5.5", frame(opcode, b"\x03\xe8" + b"x" * 124), {1002})
       for opcode in (CLOSE, PING, PONG)},
    "control frame with a length in 64 bits": ("5.5", frame(PING, b"x" * 65536), {1002}),
    "close of one byte": ("5.5.1", frame(CLOSE, b"\x03"), {1002}),
    "close with a reason that is not UTF-8": ("5.5.1, 8.1", frames.close(1000, b"\xff\xfe"), {1002, 1007}),
    "close with a reason cut in a character": ("5.5.1, 8.1", frames.close(1000, "家".encode()[:2]), {1002, 1007}),
    "message over the limit": ("7.4.1, 10.4", frame(BINARY, b"x" * 65537), {1009}),
    "length far over the limit": ("7.4.1, 10.4", frames.head(BINARY, 1 << 40) + frames.MASK, {1009}),
    "fragments over the limit": ("7.4.1, 10.4",
                                 frame(BINARY, b"x" * 40000, fin=False) + frame(CONTINUATION, b"x" * 25537), {1009}),
}

NOT_UTF_8 = {
    "a byte that UTF-8 never has": b"\xff",
    "a continuation byte alone": b"\x80",
    "an overlong slash": b"\xc0\xaf",
    "an overlong NUL": b"\xe0\x80\x80",
    "a surrogate": b"\xed\xa0\x80",
    "beyond U+10FFFF": b"\xf4\x90\x80\x80",
    "a character cut off": "家".encode()[:2],
    "a character cut off by another": "家".encode()[:2] + "信".encode(),
    "good text before a bad byte": "家信".encode() + b"\xfe",
}


class Breaches(unittest.TestCase):
    def setUp(self):
        self.port = echo_server.shared().port

    def check(self, peer, codes):
        """Past echoes, which are returned, a close with one of the codes, then the end of TCP without a reset."""
        closed, heard = peer.hear_close()
        self.assertIn(closed.code, codes)
        peer.end_sending()
        peer.hear_end()
        return heard

    def test_each_ends_with_its_code(self):
        for name, (section, sent, codes) in BREACHES.items():
            with self.subTest(name, section=section), open_peer(self.port) as peer:
                peer.send(frame(BINARY, b"before"))
                self.assertEqual(peer.hear(), b"before")
                peer.send(sent)
                self.assertEqual(self.check(peer, codes), [])
                self.assertTrue(serves(self.port))

    def test_text_that_is_not_utf_8_ends_with_1007(self):  # section 8.1
        for name, text in NOT_UTF_8.items():
            whole = frame(TEXT, text)
            split = b"".join(frame(TEXT if i == 0 else CONTINUATION, text[i:i + 1], fin=i == len(text) - 1)
                             for i in range(len(text)))
            for shape, sent in (("whole", whole), ("split", split)):
                with self.subTest(name, shape=shape), open_peer(self.port, [JSON]) as peer:
                    peer.send(sent)
                    self.check(peer, {1007})

    def test_a_bad_byte_is_noticed_before_the_message_ends(self):  # section 8.1
        with open_peer(self.port, [JSON]) as peer:
            peer.send(frame(TEXT, b"good \xff", fin=False))
            self.check(peer, {1007})

    def test_the_wrong_kind_of_message_ends_with_1003(self):  # section 7.4.1
        for protocol, opcode in ((PROTO, TEXT), (JSON, BINARY)):
            with self.subTest(protocol), open_peer(self.port, [protocol]) as peer:
                peer.send(frame(opcode, b"{}"))
                self.check(peer, {1003})

    def test_a_text_over_its_limit_ends_with_1009(self):  # section 7.4.1
        with open_peer(self.port, [JSON]) as peer:
            peer.send(frame(TEXT, b"x" * (strategies.TEXT_LIMIT + 1)))
            self.check(peer, {1009})

    def test_a_large_upload_hears_why_it_is_not_wanted(self):
        """The code must reach also who is still sending: no reset while bytes of his are under way."""
        with open_peer(self.port) as peer:
            peer.send(frame(BINARY, b"x" * 5_000_000))
            self.check(peer, {1009})

    def test_a_breach_behind_much_that_waits_is_told(self):
        """The server's own writes are under way, and more bytes come behind than it reads at once."""
        for sent, codes in ((frame(BINARY, rsv=4), {1002}), (frames.close(4000), {4000})):
            with self.subTest(codes=codes), open_peer(self.port) as peer:
                peer.send(frame(BINARY, b"echo-server: push 100 60000") + sent + b"\x82" * 50_000)
                self.check(peer, codes)

    @tries(300, 3000)
    @given(st.data())
    def test_a_breach_anywhere_ends_its_connection_only(self, data):
        """Also after traffic that is still under way, and with more behind it: what is said back before is the front of
        what was sent, and nothing after the breach is heard."""
        _, sent, codes = BREACHES[data.draw(st.sampled_from(sorted(BREACHES)))]
        messages, _, before = data.draw(strategies.conversations(BINARY, strategies.payloads))
        after = data.draw(st.sampled_from([b"", frame(BINARY, b"after"), b"\0" * 20000]))
        with open_peer(self.port) as peer:
            peer.send(*data.draw(strategies.segments(before + sent + after)))
            heard = b"".join(self.check(peer, codes))
            self.assertTrue(b"".join(messages).startswith(heard))

    def tearDown(self):
        self.assertTrue(echo_server.shared().runs())
        self.assertTrue(serves(self.port))
