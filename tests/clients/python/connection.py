"""One WebSocket to a Jiaxin server: frames go out and come in, answers find their requests by number.

Belongs to whoever opened it, in one asyncio loop. It knows nothing of logs; see device.py.
"""
import asyncio
import itertools
import pathlib
import sys

import websockets
from google.protobuf.message import DecodeError

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPOSITORY / "protocol/tools"))
import schema  # noqa: E402, F401 makes the modules of jiaxin.v1 by protoc; an app of your own has them in its build
from jiaxin.v1.envelope_pb2 import ClientFrame, ServerFrame  # noqa: E402
from jiaxin.v1.error_pb2 import RETRY_NEVER, Error  # noqa: E402

MAX_FRAME_BYTES = 65536
ANSWER_SECONDS = 30
REQUESTS_UNDER_WAY = 16


class Refused(Exception):
    """The server answered with an Error; nothing was changed."""

    def __init__(self, error):
        super().__init__(f"{error.name} {error.field} {error.text_en}")
        self.error = error


class Lost(Exception):
    """There is no connection, or it ended before the answer came: nobody knows whether the request was done."""


def unwrap(frame):
    """The body of an answer; raises Refused if it is an Error, or one that this client does not know."""
    kind = frame.WhichOneof("body")
    if kind is None:
        raise Refused(Error(name="UNKNOWN_ANSWER", retry=RETRY_NEVER))
    if kind == "error":
        raise Refused(frame.error)
    return getattr(frame, kind)


class Connection:
    """Iterate over it for what is pushed; it ends with the connection, and close_code says how."""

    @classmethod
    async def open(cls, url):
        try:
            socket = await websockets.connect(url, subprotocols=["jiaxin.v1.proto"], compression=None,
                                              open_timeout=10, max_size=MAX_FRAME_BYTES)
        except (OSError, asyncio.TimeoutError, websockets.WebSocketException) as error:
            raise Lost(str(error)) from error
        if socket.subprotocol != "jiaxin.v1.proto":
            await socket.close()
            raise Lost("not a Jiaxin server")
        return cls(socket)

    def __init__(self, socket):
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting = {}  # request_id -> future of its answer
        self._room = asyncio.Semaphore(REQUESTS_UNDER_WAY)
        self._pushed = asyncio.Queue()
        self._reader = asyncio.create_task(self._read())

    @property
    def close_code(self):
        """The server's. None: it gave none, or this side closed first."""
        return self._socket.close_rcvd.code if self._socket.close_rcvd_then_sent else None

    async def ask(self, **body):
        """Sends one request, e.g. ask(ping={}), and returns the body of its answer."""
        return unwrap(await self.exchange(ClientFrame(**body)))

    async def exchange(self, request):
        """Sends a ClientFrame under the next number; returns the ServerFrame that answers it, an Error too."""
        async with self._room:
            request.request_id = next(self._numbers)
            answer = self._waiting[request.request_id] = asyncio.get_running_loop().create_future()
            try:
                await self._send(request)
                async with asyncio.timeout(ANSWER_SECONDS):
                    return await answer
            except TimeoutError:
                await self.close()
                raise Lost("no answer in time") from None
            finally:
                del self._waiting[request.request_id]

    async def tell(self, **body):
        """Sends one request whose answer comes up in the iteration, in its place among what is pushed."""
        await self._send(ClientFrame(request_id=next(self._numbers), **body))

    async def acknowledge(self, **ack):
        await self._send(ClientFrame(ack=ack))

    async def close(self):
        await self._socket.close(1000)
        await self._reader

    def __aiter__(self):
        return self

    async def __anext__(self):
        frame = await self._pushed.get()
        if frame is None:
            self._pushed.put_nowait(None)
            raise StopAsyncIteration
        return frame

    async def _send(self, frame):
        try:
            await self._socket.send(frame.SerializeToString())
        except websockets.ConnectionClosed as error:
            raise Lost(str(error)) from error

    async def _read(self):
        try:
            async for message in self._socket:
                self._take(ServerFrame.FromString(message))
        except websockets.ConnectionClosed:
            pass
        except (DecodeError, TypeError):  # TypeError: a text message
            await self._socket.close(4400)
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(Lost(f"closed with {self.close_code}"))
        self._pushed.put_nowait(None)

    def _take(self, frame):
        answer = self._waiting.get(frame.request_id)
        if answer is None:
            self._pushed.put_nowait(frame)
        elif not answer.done():
            answer.set_result(frame)
