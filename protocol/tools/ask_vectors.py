#!/usr/bin/python3
"""Sends the vectors that an app could send to a real jiaxind, each on a connection of its own, and judges the answers.

  ask_vectors.py JIAXIND

Where a vector is accepted, what the school's data say to it does not matter here: the connection must go on, or be
closed in order if it signs out.
"""
import asyncio
import json
import sys

import websockets
from google.protobuf import json_format

import schema
from real_server import RealServer
from run_vectors import input_of

PATIENCE = 30  # seconds for one vector
LAST = 4711  # request_id of the ping that ends each
LOGIN, PASSWORD = "admin", "vectors!"
SIGNED_OUT = 1000


def encoded(mapping, subprotocol):
    if subprotocol == "jiaxin.v1.json":
        return json.dumps(mapping)
    return json_format.ParseDict(mapping, schema.message("ClientFrame")()).SerializeToString()


def decoded(data):
    frame = schema.message("ServerFrame")()
    if isinstance(data, str):
        return json_format.Parse(data, frame)
    frame.ParseFromString(data)
    return frame


def signs_out(vector):
    return "signOut" in vector["expect"].get("message", {})


def way_in(vector, token):
    """By token, but where the session ends with the vector: that one must not be the session of all."""
    if signs_out(vector):
        return {"password": {"login": LOGIN, "password": PASSWORD}}
    return {"token": {"token": token}}


async def answers_to(vector, address, token):
    """What came back, and the close code, or None where the connection goes on."""
    kind = vector["subprotocol"]
    async with websockets.connect(f"ws://{address}/ws", subprotocols=[kind], compression=None, max_size=None) as socket:
        if vector.get("state") != "signed_out":
            await socket.send(encoded({"requestId": "1", "signIn": way_in(vector, token)}, kind))
            await socket.recv()
        came = []
        try:
            await socket.send(input_of(vector))
            if not signs_out(vector):  # that closes by itself, and a ping may be answered sooner
                await socket.send(encoded({"requestId": str(LAST), "ping": {}}, kind))
            while not came or came[-1].request_id != LAST:
                came.append(decoded(await socket.recv()))
        except websockets.ConnectionClosed:
            return came, socket.close_code
        return came[:-1], None


def fault_of(vector, came, code):
    """Words, or None."""
    expect = vector["expect"]
    # What is too long is not read to its end: the reset that follows may overtake the close frame.
    lost = code == 1006 and expect.get("close") == 1009
    if code != (SIGNED_OUT if signs_out(vector) else expect.get("close")) and not lost:
        return f"is closed with {code}" if code else "is not closed"
    if "error" not in expect:
        return None
    errors = [frame for frame in came if frame.HasField("error")]
    if len(errors) != 1:
        return f"is answered with {came}"
    error = errors[0].error
    wanted = (expect["error"], expect.get("field", ""), expect.get("requestId", str(errors[0].request_id)))
    got = (error.name, error.field, str(errors[0].request_id))
    return None if got == wanted else f"is answered with {got}"


async def run(server):
    first = {"requestId": "1", "signIn": {"code": {"code": server.code, "login": LOGIN, "newPassword": PASSWORD}}}
    async with websockets.connect(f"ws://{server.address}/ws", subprotocols=["jiaxin.v1.json"]) as socket:
        await socket.send(json.dumps(first))
        token = json.loads(await socket.recv())["signedIn"]["token"]
    asked = failed = 0
    for path in sorted((schema.ROOT / "vectors").glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8"))["vectors"]:
            if vector.get("direction") != "client":
                continue
            fault = fault_of(vector, *await asyncio.wait_for(answers_to(vector, server.address, token), PATIENCE))
            asked += 1
            if fault:
                failed += 1
                print(f"{path.name}: {vector['name']} {fault}")
    print(f"{asked} vectors, {failed} failed")
    return failed == 0 and asked > 100


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with RealServer(sys.argv[1], "云溪市青禾小学") as server:
        sys.exit(0 if asyncio.run(run(server)) else 1)


if __name__ == "__main__":
    main()
