"""What a conforming client may send, in all the shapes that RFC 6455 allows."""

import random

from hypothesis import strategies as st

import frames

COMMAND_MARK = b"echo-server: "
LIMIT = 65536  # of a binary message: max_frame_bytes of the transport
TEXT_LIMIT = 2 * LIMIT
EDGES = (0, 1, 124, 125, 126, 127, 128, 4095, 4096, 4097, 65534, 65535, 65536)

keys = st.binary(min_size=4, max_size=4)


def _filled(size_and_seed):
    size, seed = size_and_seed
    return random.Random(seed).randbytes(size)


_edge_payloads = st.tuples(st.sampled_from(EDGES), st.integers(0, 255)).map(_filled)
payloads = st.one_of(st.binary(max_size=300), _edge_payloads).filter(lambda p: not p.startswith(COMMAND_MARK))


_repeated = st.tuples(st.sampled_from(["a", "é", "家", "𠮷"]), st.sampled_from([1, 31, 63, 126, 21846, 32768]))
texts = st.one_of(st.text(max_size=100), _repeated.map(lambda t: t[0] * t[1])).map(str.encode)


@st.composite
def cut(draw, data, at_most):
    """`data` as up to `at_most` + 1 pieces, some of which may be empty."""
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=at_most)))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)])]


@st.composite
def conversations(draw, opcode, payloads_of_messages):
    """(messages, payloads of the pings among them, all of it as frames). Control frames stand anywhere between frames,
    also inside of messages (section 5.4)."""
    messages = draw(st.lists(payloads_of_messages, min_size=1, max_size=5))
    sent, pings = [], []

    def controls():
        for _ in range(draw(st.integers(0, 2))):
            payload = draw(st.binary(max_size=125))
            if draw(st.booleans()):
                pings.append(payload)
                sent.append(frames.frame(frames.PING, payload, key=draw(keys)))
            else:  # a pong that nobody asked for (section 5.5.3)
                sent.append(frames.frame(frames.PONG, payload, key=draw(keys)))

    for message in messages:
        pieces = draw(cut(message, 4))
        for i, piece in enumerate(pieces):
            controls()
            sent.append(frames.frame(opcode if i == 0 else frames.CONTINUATION, piece, fin=i == len(pieces) - 1,
                                     key=draw(keys)))
    controls()
    return messages, pings, b"".join(sent)


@st.composite
def segments(draw, data):
    """The bytes as a network may cut them: now and then byte by byte at the front, otherwise anywhere."""
    single = draw(st.integers(0, min(len(data), 40)))
    front = [data[i:i + 1] for i in range(single)]
    return front + [piece for piece in draw(cut(data[single:], 8)) if piece]
