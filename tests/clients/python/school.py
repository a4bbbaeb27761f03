"""A real jiaxind on loopback with the demo school in it, for as long as a with block lasts.

As a program: school.py JIAXIND COMMAND... runs the command with JIAXIN_URL and a sign-in code for each of PEOPLE:
JIAXIN_CODE_TEACHER, JIAXIN_CODE_MOTHER and so on.
"""
import asyncio
import contextlib
import os
import subprocess
import sys

from connection import REPOSITORY, Connection
from real_server import RealServer

ROSTER = REPOSITORY / "deploy/demo/school"
PIECE_BYTES = 49152
PEOPLE = {"teacher": "t-01", "leader": "t-02", "principal": "t-00",  # of 三年级(1)班, of the grade, of the school
          "mother": "g-001", "father": "g-002",                      # of p-30101 in 三年级(1)班
          "neighbour": "g-003"}                                      # father of p-30102 in the same class
ADMIN = {"login": "admin", "password": "admin-2026"}


@contextlib.contextmanager
def school(program):
    """The RealServer, and with it url, and codes: one for each of PEOPLE."""
    with RealServer(program, "云溪市青禾小学") as server:
        server.url = f"ws://{server.address}/ws"
        server.codes = asyncio.run(fill(server))
        yield server


async def fill(server):
    """The administrator's work: signs in by the first code, hands in the roster, asks for codes."""
    connection = await Connection.open(server.url)
    signed_in = await connection.ask(sign_in={
        "code": {"code": server.code, "login": ADMIN["login"], "new_password": ADMIN["password"]}})
    admin = signed_in.memberships[0].ref
    for path in sorted(ROSTER.glob("*.csv")):
        await put(connection, admin, path)
    applied = await connection.ask(apply_roster={"member": admin})
    assert applied.DESCRIPTOR.name == "RosterApplied", applied
    codes = await issue(connection, admin, PEOPLE)
    await connection.close()
    return codes


async def issue(connection, admin, names):
    issued = await connection.ask(issue_codes={"member": admin, "person_ids": [PEOPLE[name] for name in names]})
    by_person = {code.person_id: code.code for code in issued.codes}
    return {name: by_person[PEOPLE[name]] for name in names}


async def new_code(server, name):
    """Another code for one of PEOPLE; the one before is void, unless it was used."""
    connection = await Connection.open(server.url)
    signed_in = await connection.ask(sign_in={"password": ADMIN})
    codes = await issue(connection, signed_in.memberships[0].ref, [name])
    await connection.close()
    return codes[name]


def another_school(program, server):
    """Makes a second school on this server, which must be down; returns its administrator's code."""
    common = ["--data", server.folder / "data", "--config", server.folder / "jiaxind.toml"]
    made = subprocess.run([program, "init", *common, "--school", "云溪市白鹭小学"], check=True, capture_output=True,
                          text=True, timeout=60)
    return made.stdout.strip()


async def put(connection, admin, path):
    data = path.read_bytes()
    for offset in range(0, len(data), PIECE_BYTES):
        piece = {"member": admin, "file_name": path.name, "offset": offset,
                 "data": data[offset:offset + PIECE_BYTES]}
        kept = await connection.ask(put_roster_piece=piece)
        assert kept.size == offset + len(piece["data"])


def run_in_school(program, command):
    with school(program) as server:
        codes = {f"JIAXIN_CODE_{name.upper()}": code for name, code in server.codes.items()}
        return subprocess.run(command, env={**os.environ, **codes, "JIAXIN_URL": server.url}).returncode


if __name__ == "__main__":
    sys.exit(run_in_school(sys.argv[1], sys.argv[2:]))
