"""Frames as bytes (RFC 6455, section 5.2), right ones and wrong ones: nothing here refuses to build what is illegal."""

import struct

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

MASK = b"\x37\xfa\x21\x3d"


def mask(payload, key):
    if not any(key):
        return payload
    size = len(payload)
    keys = (key * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(keys, "big")).to_bytes(size, "big")


def length_bytes(size, form=None):
    """The 7 bits and what follows them. `form` is 7, 16 or 64 bits; without it the shortest that holds."""
    if form is None:
        form = 7 if size <= 125 else 16 if size <= 0xFFFF else 64
    if form == 7:
        return size, b""
    if form == 16:
        return 126, struct.pack("!H", size)
    return 127, struct.pack("!Q", size)


def head(opcode, size, *, fin=True, rsv=0, masked=True, form=None):
    bits, extended = length_bytes(size, form)
    return bytes([fin << 7 | rsv << 4 | opcode, masked << 7 | bits]) + extended


def frame(opcode, payload=b"", *, fin=True, rsv=0, key=MASK, form=None):
    """A client's frame. A `key` of None leaves it unmasked."""
    masked = key is not None
    start = head(opcode, len(payload), fin=fin, rsv=rsv, masked=masked, form=form)
    return start + key + mask(payload, key) if masked else start + payload


def close(code=None, reason=b""):
    return frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason)
