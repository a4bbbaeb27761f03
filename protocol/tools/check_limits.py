#!/usr/bin/python3
"""Fails where a field's limit is tighter than it was when the schema was released, or where a message that clients sent
then must have a field now that is new. buf sees neither.

  check_limits.py [RELEASED.binpb]   by default protocol/released/jiaxin.v1.binpb
"""
import pathlib
import sys

from google.protobuf import descriptor_pb2

import schema

PACKAGE = "jiaxin.v1"


def messages_of(files):
    """Name to DescriptorProto, of nested messages, too."""
    found = {}

    def visit(message, prefix):
        found[prefix + message.name] = message
        for nested in message.nested_type:
            visit(nested, prefix + message.name + ".")

    for file in files:
        if file.package == PACKAGE:
            for message in file.message_type:
                visit(message, "")
    return found


def fields_of(messages):
    """(message, field) to its FieldDescriptorProto."""
    return {(name, field.name): field for name, message in messages.items() for field in message.field}


def limits_of(field):
    return field.options.Extensions[schema.limits]


def sent_by_clients(messages):
    """Names of those that a ClientFrame holds, at whatever depth."""
    found, waiting = set(), ["ClientFrame"]
    while waiting:
        name = waiting.pop()
        if name in messages and name not in found:
            found.add(name)
            waiting += [field.type_name.removeprefix(f".{PACKAGE}.") for field in messages[name].field]
    return found


def must_be_there(field):
    """Whether a message without it is refused, see protocol/codec/limits."""
    limits = limits_of(field)
    if field.label == field.LABEL_REPEATED:
        return limits.min_items > 0
    if field.HasField("oneof_index") and not field.proto3_optional:
        return False  # another one may be chosen
    return limits.required or limits.min_bytes > 0


def tightened(before, now):
    """Words for each way in which a field takes less than before."""
    unbounded = float("inf")
    for name in ("max_bytes", "max_items"):
        if (getattr(now, name) or unbounded) < (getattr(before, name) or unbounded):
            yield f"{name} is lower"
    for name in ("min_bytes", "min_items"):
        if getattr(now, name) > getattr(before, name):
            yield f"{name} is higher"
    for name in ("required", "single_line"):
        if getattr(now, name) and not getattr(before, name):
            yield f"it is {name}, and was not"


def tightened_fields(before, now):
    """Words for each field that takes less than it did."""
    for key, field in before.items():
        for words in tightened(limits_of(field), limits_of(now[key])) if key in now else ():
            yield f"{'.'.join(key)}: {words}"


def demanded_fields(before, now, asked):
    """Words for each new field without which the server refuses what clients of the release send."""
    for key, field in now.items():
        if key not in before and key[0] in asked and must_be_there(field):
            yield f"{'.'.join(key)}: it is new, and must be there"


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else schema.ROOT / "released/jiaxin.v1.binpb"
    released = messages_of(descriptor_pb2.FileDescriptorSet.FromString(path.read_bytes()).file)
    before, now = fields_of(released), fields_of(messages_of(schema.files()))
    if not any(limits_of(field).max_bytes for field in before.values()):
        sys.exit(f"{path} names no limits")
    faults = [*tightened_fields(before, now), *demanded_fields(before, now, sent_by_clients(released))]
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
