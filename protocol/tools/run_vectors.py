#!/usr/bin/python3
"""Runs protocol/vectors with Python's protobuf: what is read, what is refused, what is written byte for byte.

What a server answers (limits, states) is beyond a parser; such frames must only be readable. Ends with 1 if one fails,
or if there is a body, outcome or way to sign in that no canonical vector has.
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
    except (message.DecodeError, json_format.ParseError, RecursionError):
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


def alternatives():
    """Every member of every oneof: the bodies of frames and events, the outcomes of a send, the ways to sign in."""
    return {f"{file.package}.{message.name}.{field.name}" for file in schema.files() for message in file.message_type
            for field in message.field if field.HasField("oneof_index") and not field.proto3_optional}


def chosen_in(message):
    """Those of them that stand in a message, at whatever depth."""
    for field, value in message.ListFields():
        if field.containing_oneof:
            yield field.full_name
        if field.message_type:
            for part in value if field.label == field.LABEL_REPEATED else [value]:
                yield from chosen_in(part)


def without_vector(vectors):
    """Those of them that no frame has that is given byte for byte. JSON does not count: not everybody speaks it."""
    canonical = [vector for vector in vectors if vector.get("subprotocol") == "jiaxin.v1.proto"
                 and vector["expect"].get("canonical")]
    frames = [frame for frame in map(read, canonical) if frame is not None]
    return alternatives() - {name for frame in frames for name in chosen_in(frame)}


def judged():
    """(file name, vector, what finds its fault), of all that can be judged here."""
    for path in sorted((schema.ROOT / "vectors").glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            if "input" in vector:
                yield path.name, vector, fault_of
            elif "textSha256" in vector:
                yield path.name, vector, hash_fault_of


def main():
    failed, vectors = 0, []
    for file_name, vector, check in judged():
        fault = check(vector)
        vectors.append(vector)
        if vector["name"] in DIFFERENT:
            fault = None if fault else "is read as the server reads it; take it from DIFFERENT"
        if fault:
            failed += 1
            print(f"{file_name}: {vector['name']} {fault}")
    missing = sorted(without_vector(vectors))
    for name in missing:
        print(f"{name} has no canonical vector")
    print(f"{len(vectors)} vectors, {failed} failed")
    sys.exit(1 if failed or missing or len(vectors) < 100 else 0)


if __name__ == "__main__":
    main()
