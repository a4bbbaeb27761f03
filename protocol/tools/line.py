"""One device's connection, frame by frame, in either subprotocol, written down as it happens."""
import asyncio
import json

import websockets
from google.protobuf import json_format

import schema

PATIENCE = 30  # seconds that one thing may take
WIDTH = 112


def message(kind, **fields):
    """A ClientFrame's body or part of one, from JSON names: message("Resume", member={...}, epoch="0")."""
    return json_format.ParseDict(fields, schema.message(kind)())


def as_text(value, indent=0, used=0):
    """JSON as people read it: what fits stays on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent + used <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        lines = []
        for key, entry in value.items():
            name = json.dumps(key, ensure_ascii=False) + ": "
            lines.append(pad + name + as_text(entry, indent + 2, len(name) + 1))
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + as_text(entry, indent + 2, 1) for entry in value) + "\n" + " " * indent + "]"


def hex_dump(data):
    rows = []
    for at in range(0, len(data), 16):
        row = data[at:at + 16]
        shown = "".join(chr(byte) if 0x20 <= byte < 0x7f else "." for byte in row)
        rows.append(f"{at:04x}  {row.hex(' '):<47}  {shown}")
    return "\n".join(rows)


class NoBook:
    """Keeps nothing."""

    def frame(self, *_):
        pass


class Line:
    """book: where frames are written, with a method frame(line, arrow, message, bytes, text)."""

    def __init__(self, book, name, socket):
        self.book, self.name, self._socket = book, name, socket
        self.binary = socket.subprotocol == "jiaxin.v1.proto"
        self._last_request = 0
        self._waiting = []  # pushed frames that nobody asked for yet

    @classmethod
    async def open(cls, book, name, address, subprotocols=("jiaxin.v1.proto",)):
        socket = await asyncio.wait_for(
            websockets.connect(f"ws://{address}/ws", subprotocols=list(subprotocols), compression=None,
                               max_size=None, ping_interval=None), PATIENCE)
        return cls(book, name, socket)

    def unseen(self):
        """The same connection for what is not written down; its requests have numbers of their own."""
        other = Line(NoBook(), self.name, self._socket)
        other._last_request = 1000
        return other

    async def tell(self, frame, hexed=False):
        data = frame.SerializeToString(deterministic=True) if self.binary else json.dumps(
            json_format.MessageToDict(frame), ensure_ascii=False, separators=(",", ":"))
        await self._socket.send(data)
        self.book.frame(self, "→", frame, data, hexed)

    async def ask(self, hexed=False, **body):
        """Sends a request, waits for its answer, writes both down and returns the answer's body."""
        self._last_request += 1
        await self.tell(schema.message("ClientFrame")(request_id=self._last_request, **body), hexed)
        return await self._answer(self._last_request)

    async def keep(self, batch):
        """Acknowledges what a device would have written to its disk by now."""
        await self.tell(schema.message("ClientFrame")(ack=schema.message("Ack")(
            member=batch.member, epoch=batch.epoch, seq=batch.events[-1].seq)))

    async def _answer(self, request_id):
        while True:
            frame, data = await self._read()
            if frame.request_id == request_id:
                self.book.frame(self, "←", frame, data)
                return getattr(frame, frame.WhichOneof("body"))
            self._waiting.append((frame, data))

    async def pushed(self, kind, hexed=False):
        """The next pushed frame of this kind; others before it are an error of the story."""
        frame, data = self._waiting.pop(0) if self._waiting else await self._read()
        if frame.WhichOneof("body") != kind:
            raise RuntimeError(f"{self.name} waits for {kind} and got {frame}")
        self.book.frame(self, "←", frame, data, hexed)
        return getattr(frame, kind)

    async def _read(self):
        data = await asyncio.wait_for(self._socket.recv(), PATIENCE)
        frame = schema.message("ServerFrame")()
        if self.binary:
            frame.ParseFromString(data)
        else:
            json_format.Parse(data, frame, ignore_unknown_fields=True)
        return frame, data

    async def closed(self):
        """Waits until the server has closed."""
        await asyncio.wait_for(self._socket.wait_closed(), PATIENCE)
        self.book.close(self, "←", self._socket.close_code, self._socket.close_reason)

    async def close(self):
        await asyncio.wait_for(self._socket.close(1000), PATIENCE)
        self.book.close(self, "→", 1000, "")

    def lose(self):
        """The network is gone: no close frame, nothing."""
        self._socket.transport.abort()
