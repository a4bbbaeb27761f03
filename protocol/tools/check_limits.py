#!/usr/bin/python3
"""Fails where a field's limit is tighter than it was when the schema was released, which buf does not see.

  check_limits.py [RELEASED.binpb]   by default protocol/released/jiaxin.v1.binpb
"""
import pathlib
import sys

from google.protobuf import descriptor_pb2

import schema


def fields_of(files):
    """(message, field) to its limits."""
    found = {}

    def visit(message, prefix):
        for field in message.field:
            found[prefix + message.name, field.name] = field.options.Extensions[schema.limits]
        for nested in message.nested_type:
            visit(nested, prefix + message.name + ".")

    for file in files:
        if file.package == "jiaxin.v1":
            for message in file.message_type:
                visit(message, "")
    return found


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


def main():
    path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else schema.ROOT / "released/jiaxin.v1.binpb"
    released = fields_of(descriptor_pb2.FileDescriptorSet.FromString(path.read_bytes()).file)
    now = fields_of(schema.files())
    if not any(limits.max_bytes for limits in released.values()):
        sys.exit(f"{path} names no limits")
    faults = [f"{message}.{field}: {words}" for (message, field), before in released.items() if (message, field) in now
              for words in tightened(before, now[message, field])]
    sys.exit("\n".join(faults) or 0)


if __name__ == "__main__":
    main()
