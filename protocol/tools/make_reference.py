#!/usr/bin/python3
"""Writes docs/reference.md from the .proto files, whose comments are its words.

  make_reference.py          writes it
  make_reference.py --check  fails where it is not what the schema says, or where the schema does not say enough

A message that stands in a frame's body says who sends it ("Sent by:"), and a request its answer ("Answer:") and the
errors of its own ("Errors:"), in lines of its comment. Every field has a comment, unless its name says all (see CLEAR).
"""
import difflib
import re
import sys

import schema

TARGET = schema.ROOT / "docs/reference.md"
SECTIONS = [("envelope", "Envelope"), ("session", "Sign-in and logs"), ("message", "Sending"), ("inbox", "Events"),
            ("answer", "Answering"), ("receipt", "Receipts"), ("review", "Reviews"), ("roster", "Roster and codes"),
            ("common", "Shared words"), ("error", "Errors")]
INTRODUCTION = """# Messages

Made from `protocol/jiaxin/v1/*.proto` by `protocol/tools/make_reference.py`; a test holds it against them. Change the
comments there, not this page.

Sizes are bytes (of UTF-8 for strings); times are Unix milliseconds by the server's clock; a number that is 0 and a
text that is empty are not set, unless it says otherwise. *Required*: must be there and not 0. *Not blank*: something
that can be seen. *One line*: no line breaks, other control characters (U+0000 to U+001F, U+007F to U+009F, U+2028,
U+2029) or marks that turn the direction of text (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069). Limits
bind what an app sends; what breaks one is INVALID, or TOO_LARGE where it is over a maximum, with the path in `field`.

An app says what it does not want to say by leaving the field out. Fields it does not know it ignores.

**Errors of every request**, which are not repeated below: INVALID and TOO_LARGE (limits; `request_id` 0),
NOT_SIGNED_IN (all but Ping and SignIn, before SignedIn), FORBIDDEN (`member` or `from` is not one of the person's
memberships, or he has left that school), UNAVAILABLE (the store; all but Ping and PutRosterPiece), INTERNAL. What the
server does not know is UNKNOWN_REQUEST. [codes.md](codes.md) says what to do about each.
"""
WORDS_LINE = re.compile(r"^(Sent by|Answer|Errors): ")
# Fields whose name, type and message say all.
CLEAR = {"message_id", "child_id", "class_id", "member_id", "summary", "name", "title", "body", "header", "membership",
         "ref", "child_name", "class_title", "school_name", "answer_id", "opened_at_ms", "decided_at_ms",
         "stored_at_ms", "expires_at_ms", "reason_zh", "reason_en", "way_on_en", "login", "password", "token", "code",
         "kind", "sender", "label", "member", "relation", "classes", "children", "guardians", "staff", "choice",
         "guardian_name", "form"}
FRAMES = {"ClientFrame", "ServerFrame"}


def comments_of(file):
    """Comments by their path in the file: leading ones as paragraphs, trailing ones as they are."""
    found = {}
    for location in file.source_code_info.location:
        text = location.leading_comments + location.trailing_comments
        if text:
            found[tuple(location.path)] = [line.strip() for line in text.strip().splitlines()]
    return found


def words_of(lines):
    """Splits a message's comment into its text and its lines of words: {"Sent by": ..., "Answer": ...}."""
    text, words, last = [], {}, None
    for line in lines:
        match = WORDS_LINE.match(line)
        if match:
            last = match.group(1)
            words[last] = line[match.end():]
        elif last:
            words[last] += " " + line
        else:
            text.append(line)
    return " ".join(text), words


def limits_of(field):
    """In words, from the field's options."""
    is_text = field.type == field.TYPE_STRING
    limit = field.GetOptions().Extensions[schema.limits]
    out = ["required"] if limit.required else []
    if limit.min_items and limit.max_items:
        out.append(f"{limit.min_items} to {limit.max_items} items")
    elif limit.max_items:
        out.append(f"at most {limit.max_items} items")
    each = " each" if field.label == field.LABEL_REPEATED else ""
    if limit.min_bytes and limit.min_bytes == limit.max_bytes:
        out.append(f"{limit.max_bytes} bytes{each}")
    elif limit.max_bytes:
        out.append(f"{f'{limit.min_bytes} to' if limit.min_bytes else 'at most'} {limit.max_bytes} bytes{each}")
    if is_text and limit.min_bytes:
        out.append("not blank")
    if limit.single_line:
        out.append("one line")
    return ", ".join(out)


def type_of(field):
    names = {getattr(field, name): name[5:].lower() for name in dir(field) if name.startswith("TYPE_")}
    kind = field.message_type or field.enum_type
    name = f"[{kind.name}](#{kind.name.lower()})" if kind else names[field.type]
    return ("repeated " if field.label == field.LABEL_REPEATED else "") + name


class Reference:
    def __init__(self):
        self.lines = [INTRODUCTION]
        self.missing = []
        self.errors = {}  # by request

    def add_file(self, file, title):
        comments = comments_of(file)
        self.lines.append(f"## {title} (`{file.name.rsplit('/', 1)[1]}`)\n")
        order = [(4, i, m) for i, m in enumerate(file.message_type)] + [(5, i, e) for i, e in enumerate(file.enum_type)]
        starts = {tuple(loc.path): loc.span[0] for loc in file.source_code_info.location}
        for kind, index, thing in sorted(order, key=lambda entry: starts[entry[:2]]):
            lines = comments.get((kind, index), [])
            if kind == 4:
                self.add_message(schema.message(thing.name).DESCRIPTOR, lines, comments, (kind, index))
            else:
                self.add_enum(thing, lines, comments, (kind, index))

    def add_message(self, message, lines, comments, path):
        text, words = words_of(lines)
        self.require(message, words)
        self.lines.append(f"### {message.name}\n")
        if text:
            self.lines.append(text + "\n")
        stated = [f"{label}: {words[label]}" for label in ("Sent by", "Answer", "Errors") if label in words]
        if stated:
            self.lines.append("  \n".join(line.rstrip(".") + "." for line in stated) + "\n")
        if "Errors" in words:
            self.errors[message.name] = words["Errors"]
        if not message.fields:
            self.lines.append("No fields.\n")
            return
        self.lines.append("| number | field | type | limits | meaning |\n|---|---|---|---|---|")
        for index, field in enumerate(message.fields):
            meaning = " ".join(comments.get(path + (2, index), []))
            in_oneof = f", one of `{field.containing_oneof.name}`" if field.containing_oneof else ""
            if not meaning and field.name not in CLEAR and not in_oneof:
                self.missing.append(f"{message.name}.{field.name} has no comment")
            self.lines.append(f"| {field.number} | `{field.name}` | {type_of(field)}{in_oneof} | {limits_of(field)} |"
                              f" {meaning} |")
        self.lines.append("")

    def require(self, message, words):
        for frame in FRAMES:
            body = schema.message(frame).DESCRIPTOR.oneofs_by_name["body"]
            if message in [field.message_type for field in body.fields]:
                wanted = ["Sent by"] + (["Answer"] if frame == "ClientFrame" else [])
                self.missing += [f"{message.name} has no line “{label}:”" for label in wanted if label not in words]

    def add_enum(self, enum, lines, comments, path):
        self.lines.append(f"### {enum.name}\n")
        if lines:
            self.lines.append(" ".join(lines) + "\n")
        self.lines.append("| number | name | meaning |\n|---|---|---|")
        for index, value in enumerate(enum.value):
            meaning = " ".join(comments.get(path + (2, index), []))
            if value.number == 0:
                meaning = meaning or "not set"
            elif not meaning:
                self.missing.append(f"{value.name} has no comment")
            self.lines.append(f"| {value.number} | `{value.name}` | {meaning} |")
        self.lines.append("")

    def add_matrix(self):
        """Which request can give which error, from the lines “Errors:”."""
        known = [value.name[len("ERROR_CODE_"):] for value in schema.message("Error").DESCRIPTOR.fields_by_name["code"]
                 .enum_type.values if value.number]
        named = {request: [code for code in known if re.search(rf"\b{code}\b", text)]
                 for request, text in self.errors.items()}
        for request, text in self.errors.items():
            for word in re.findall(r"\b[A-Z_]{4,}\b", text):
                if word not in known:
                    self.missing.append(f"{request} names an error that there is not: {word}")
        self.lines.append("## Which request can give which error\n\nBesides those of every request, see above.\n")
        self.lines.append("| error | requests |\n|---|---|")
        for code in known:
            requests = ", ".join(request for request, codes in named.items() if code in codes)
            if requests:
                self.lines.append(f"| {code} | {requests} |")
        self.lines.append("")

    def text(self):
        files = {file.name: file for file in schema.files()}
        for name, title in SECTIONS:
            self.add_file(files.pop(f"jiaxin/v1/{name}.proto"), title)
        self.missing += [f"{name} is in no section" for name in files if name != "jiaxin/v1/limits.proto"]
        self.add_matrix()
        return "\n".join(self.lines).rstrip("\n") + "\n"


def main():
    reference = Reference()
    text = reference.text()
    if reference.missing:
        sys.exit("\n".join(reference.missing))
    if sys.argv[1:] == ["--check"]:
        committed = TARGET.read_text(encoding="utf-8")
        if committed != text:
            sys.stdout.writelines(difflib.unified_diff(committed.splitlines(True), text.splitlines(True),
                                                       "committed", "from the schema"))
            sys.exit("reference.md is not what the schema says; run protocol/tools/make_reference.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
