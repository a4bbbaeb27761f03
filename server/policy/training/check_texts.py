#!/usr/bin/env python3
"""Checks the texts that the policy filter is trained and measured on: their form, their twins, and that no text of the
test part stands in the training part too. Prints counts, and nothing of the texts.

    check_texts.py FOLDER_OF_TRAINING FOLDER_OF_TEST"""
import collections
import json
import pathlib
import sys

VALUES = {
    "kind": {"notice", "letter", "form", "direct"},
    "sender": {"school", "head_teacher", "subject_teacher", "guardian"},
    "grade": {"", *"123456789"},
    "audience": {"families", "one", "staff"},
    "expect": {"violation", "benign", "ambiguous"},
    "outcome": {"block", "hold", "allow"},
    "type": {*(f"V{i}" for i in range(1, 9)), *(f"L{i}" for i in range(1, 7)), "B"},
}
FREE = {"id", "text", "disguise", "scenario", "twin", "why"}
OPTIONAL = {"earlier", "reply_to", "span"}


def problems_of(text):
    missing = (VALUES.keys() | FREE) - text.keys()
    if missing:
        yield f"lacks {sorted(missing)}"
        return
    unknown = text.keys() - VALUES.keys() - FREE - OPTIONAL
    if unknown:
        yield f"has unknown keys {sorted(unknown)}"
    for key, allowed in VALUES.items():
        if text[key] not in allowed:
            yield f"{key} is {text[key]!r}"
    if (text["expect"] == "benign") != (text["outcome"] == "allow") and text["expect"] != "ambiguous":
        yield f"{text['expect']} cannot be {text['outcome']}"
    if not text["text"].strip():
        yield "says nothing"


def texts_of(folder):
    """Yields (file and line, text)."""
    for file in sorted(pathlib.Path(folder).glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{file.name}:{number}", json.loads(line)


def key_of(text):
    """What makes two entries the same: the words with what they are said in."""
    return json.dumps([text["text"], text.get("earlier"), text.get("reply_to"), text["kind"], text["audience"]])


def check(folder):
    problems, texts = [], {}
    for where, text in texts_of(folder):
        problems += [f"{where}: {problem}" for problem in problems_of(text)]
        if text.get("id") in texts:
            problems.append(f"{where}: the id {text['id']} is there already")
        texts[text.get("id")] = text
    for name, text in texts.items():
        twin = text.get("twin")
        if twin and (twin not in texts or texts[twin].get("twin") != name):
            problems.append(f"{name}: its twin {twin} does not name it")
    return problems, texts


def main(training, test):
    problems, seen = [], {}
    for part, folder in (("training", training), ("test", test)):
        found, texts = check(folder)
        problems += found
        for name, text in texts.items():
            if part == "test" and key_of(text) in seen:
                problems.append(f"{name}: stands in the training part as {seen[key_of(text)]}")
            if part == "training":
                seen[key_of(text)] = name
        counts = collections.Counter((text["expect"], text["type"]) for text in texts.values())
        print(f"{part}: {len(texts)} texts,", ", ".join(f"{e} {t} {n}" for (e, t), n in sorted(counts.items())))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or not seen else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
