#!/usr/bin/env python3
"""measure.py JIAXIN [--quick] [VARIANT...]: renders texts in every variant, has `jiaxin policy judge-file` read them, and prints for
each: the share of characters read (in order), how many of those printed are wrong, how many pictures were trusted (held
by no doubt of the reader), the verdicts, and seconds.

--quick: a few variants, two pictures each, and an exit code of 1 where fewer characters are read than a loose floor, or
where homework is allowed.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import unicodedata

import texts
from variants import VARIANTS

FLOORS = {
    "print noto-sans": 0.9,
    "print ukai": 0.85,
    "chat, light": 0.85,
    "board 12 MP, kai": 0.7,
    "below: grey 180": 0.85,
    "below: white on red": 0.85,
    "below: red on green": 0.85,
    "below: board, hand 0.6": 0,
    "below: hand 0.6": 0,
}
UNREADABLE = "national/unreadable-file/"


def characters(text):
    return [c for c in unicodedata.normalize("NFKC", text) if c.isalnum()]


def common(a, b):
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def judge(program, path):
    begun = time.monotonic()
    done = subprocess.run([program, "policy", "judge-file", path], stdout=subprocess.PIPE, check=True, timeout=60)
    return json.loads(done.stdout), time.monotonic() - begun


def measure(program, make, folder, each):
    read = said = wanted = trusted = 0
    verdicts, seconds, doubts = {}, [], set()
    for wrong_if, group in (("block", texts.HOMEWORK), ("allow", texts.NOTICES)):
        for seed, text in enumerate(group[:each], 1):
            picture = make(text, seed)
            path = os.path.join(folder, "p.png" if picture.startswith(b"\x89PNG") else "p.jpg")
            with open(path, "wb") as file:
                file.write(picture)
            answer, taken = judge(program, path)
            seconds.append(taken)
            found = characters(answer["text"])
            read += common(characters(text), found)
            wanted += len(characters(text))
            said += len(found)
            unsure = [f["rule"].removeprefix(UNREADABLE) for f in answer["findings"] if f["rule"].startswith(UNREADABLE)]
            doubts.update(unsure)
            trusted += not unsure
            key = ("homework" if wrong_if == "block" else "notice", answer["verdict"])
            verdicts[key] = verdicts.get(key, 0) + 1
    return {
        "read": read / wanted,
        "wrong": 1 - read / said if said else 0,
        "trusted": trusted,
        "homework": "/".join(str(verdicts.get(("homework", v), 0)) for v in ("block", "hold", "allow")),
        "notices": "/".join(str(verdicts.get(("notice", v), 0)) for v in ("block", "hold", "allow")),
        "mean": sum(seconds) / len(seconds),
        "longest": max(seconds),
        "doubts": ", ".join(sorted(doubts)),
    }


def main():
    program, quick = os.path.abspath(sys.argv[1]), "--quick" in sys.argv
    only = [name for name in VARIANTS if name in sys.argv] or list(VARIANTS)
    print("| picture | read | wrong | trusted | homework blocked/held/allowed | notices blocked/held/allowed | s, mean | s, longest | doubts |")
    print("|---|---|---|---|---|---|---|---|---|")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name in FLOORS if quick else only:
            got = measure(program, VARIANTS[name], folder, 1 if quick else None)
            print(f"| {name} | {got['read']:.1%} | {got['wrong']:.1%} | {got['trusted']} | {got['homework']} | {got['notices']} "
                  f"| {got['mean']:.1f} | {got['longest']:.1f} | {got['doubts']} |", flush=True)
            failed |= quick and (got["read"] < FLOORS[name] or not got["homework"].endswith("/0"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
