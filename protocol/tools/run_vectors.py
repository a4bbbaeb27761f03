#!/usr/bin/python3
"""Runs protocol/vectors with Python's protobuf: what is read, what is refused, what is written byte for byte.

What a server answers (limits, states) is beyond a parser; such frames must only be readable. Ends with 1 if one fails.
"""
import hashlib
import json
import sys
import warnings

from google.protobuf import json_format, message

import schema

# Where Python's JSON parser is known to read otherwise than the server does, in protobuf 3.21. Harmless: a client meets
# none of these. If it no longer differs, its line here must go.
DIFFERENT = {
    "enum-value-of-the-future": "refuses a name that it does not know, though it is told to ignore what is unknown",
    "a-text": "takes a string for an empty object",
    "no-base64": "passes over what is no base64",
}


def pieces(value):
    for piece in [value] if isinstance(value, str) else value:
        yield piece if isinstance(piece, str) else piece["repeat"] * piece["times"]


def input_of(vector):
    kind, value = next(iter(vector["input"].items()))
    joined = "".join(pieces(value))
    return bytes.fromhex(joined.replace(" ", "")) if kind == "hex" else joined


def parse_bytes(frame, data):
    """False where the parser stopped early, at a tag that is none: of that it only warns."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        return frame.ParseFromString(data) == len(data) and not told


def read(vector):
    """The frame, or None where it is none."""
    frame = schema.message("ClientFrame" if vector["direction"] == "client" else "ServerFrame")()
    data = input_of(vector)
    try:
        if vector["subprotocol"] == "jiaxin.v1.proto":
            return frame if parse_bytes(frame, data) else None
        return json_format.Parse(data, frame, ignore_unknown_fields=True)
    except (message.DecodeError, json_format.ParseError):
        return None


def write(frame, subprotocol):
    if subprotocol == "jiaxin.v1.proto":
        return frame.SerializeToString(deterministic=True)
    return json.dumps(json_format.MessageToDict(frame), ensure_ascii=False, separators=(",", ":"))


def known(frame):
    """The same without unknown fields."""
    copy = type(frame)()
    copy.CopyFrom(frame)
    copy.DiscardUnknownFields()
    return copy


def fault_of(vector):
    """Words, or None."""
    expect = vector["expect"]
    if expect.get("close") in (1003, 1009):
        return None  # no parser's: the kind of the message, its length
    frame = read(vector)
    if "close" in expect:
        return None if frame is None else "was read, and must not be"
    if frame is None:
        return "was not read"
    if "accepted" in expect and frame.WhichOneof("body") != expect["accepted"]:
        return f"is {frame.WhichOneof('body')}"
    if "message" not in expect:
        return None
    wanted = json_format.ParseDict(expect["message"], type(frame)())
    if known(frame) != wanted:
        return f"was read as {frame}"
    if expect.get("canonical") and write(wanted, vector["subprotocol"]) != input_of(vector):
        return f"is written as {write(wanted, vector['subprotocol'])!r}"
    return None


def hash_fault_of(vector):
    form = vector["form"]
    text = "\x1e".join([vector["title"], form["purpose"], form["body"], form.get("agreeLabel", "同意"),
                        form.get("declineLabel", "不同意")])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return None if digest == vector["textSha256"] else f"has the hash {digest}"


def main():
    failed = run = 0
    for path in sorted((schema.ROOT / "vectors").glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            check = fault_of if "input" in vector else hash_fault_of if "textSha256" in vector else None
            if check is None:
                continue
            fault, run = check(vector), run + 1
            if vector["name"] in DIFFERENT:
                fault = None if fault else "is read as the server reads it; take it from DIFFERENT"
            if fault:
                failed += 1
                print(f"{path.name}: {vector['name']} {fault}")
    print(f"{run} vectors, {failed} failed")
    sys.exit(1 if failed or run < 100 else 0)


if __name__ == "__main__":
    main()
