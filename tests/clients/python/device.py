"""One signed-in device: it follows its logs, sends its outbox, and comes back by itself when the connection is lost.

sign_in() once, then stay() in a task of its own; everything else may be called while it runs. One asyncio loop.
"""
import asyncio
import hashlib
import os
import random
import time

from connection import Connection, Lost, Refused, unwrap
from jiaxin.v1.envelope_pb2 import ClientFrame
from jiaxin.v1.error_pb2 import ERROR_CODE_NOT_SIGNED_IN, RETRY_LATER

SIGNED_OUT, SESSION_ENDED, CONNECTED_ELSEWHERE = 1000, 4401, 4409


class Ended(Exception):
    """Reconnecting does not help: the person must sign in again, or this device is connected elsewhere."""


def new_client_id():
    return os.urandom(16)


def back_off(attempt):
    """Seconds to wait before attempt n (from 0)."""
    return random.uniform(0, min(60, 0.5 * 2**min(attempt, 10)))


def text_sha256(item):
    """Of a consent form as it is shown."""
    form = item.form
    shown = [item.title, form.purpose, form.body, form.agree_label, form.decline_label]
    return hashlib.sha256("\x1e".join(shown).encode()).digest()


class Device:
    def __init__(self, url, kept):
        self.url, self.kept = url, kept
        self.memberships = []  # as of the newest sign-in
        self.receipts = {}     # message_id -> ReceiptSummary, as they are pushed
        self.connections = 0   # how often it was signed in
        self._connection = None
        self._epochs = {}      # (school, member) -> epoch, from Resumed until the next Resume
        self._heads = {}       # the same -> Resumed.head_seq
        self._going_away_seconds = 0
        self._unacknowledged = {}  # (school, member) -> member
        self._changed = asyncio.Condition()
        self._kept_some = asyncio.Event()
        self._outbox_filled = asyncio.Event()

    async def until(self, holds, seconds=30):
        """Waits until holds(), which is looked at after everything that arrives."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(holds)

    async def changed(self):
        """Waits for the next thing that arrives."""
        async with self._changed:
            await self._changed.wait()

    # Signing in and staying connected.

    async def sign_in(self, **how):
        """By code or password, e.g. sign_in(password={"login": …, "password": …}); once, it is never repeated."""
        connection = await Connection.open(self.url)
        try:
            await self._sign_in(connection, **how)
        finally:
            await connection.close()

    async def stay(self):
        """Online until it is cancelled or Ended."""
        attempt = 0
        while True:
            started = time.monotonic()
            try:
                await self._visit()
                wait = self._going_away_seconds
            except Refused as refused:  # the sign-in
                if refused.error.retry != RETRY_LATER:
                    self._give_up(refused.error.code == ERROR_CODE_NOT_SIGNED_IN, refused)
                wait = refused.error.retry_after_ms / 1000
            except Lost:
                wait = 0
            attempt = 0 if time.monotonic() - started > 10 else attempt
            await asyncio.sleep(wait or back_off(attempt))
            attempt += 1

    def _give_up(self, forget_token, why):
        if forget_token:
            self.kept.forget_token()
        raise Ended(str(why))

    async def _sign_in(self, connection, **how):
        signed_in = await connection.ask(sign_in={"device_name": "Python", **how})
        self.kept.keep_token(signed_in.login, signed_in.token or self.kept.token())
        self.memberships = signed_in.memberships

    async def _visit(self):
        """One connection, from its beginning to its end."""
        self._going_away_seconds = 0
        token = self.kept.token()
        if token is None:
            raise Ended("not signed in")
        connection = await Connection.open(self.url)
        try:
            await self._sign_in(connection, token={"token": token})
            self._connection = connection
            self.connections += 1
            for membership in self.memberships:
                await self._resume(connection, membership.ref)
            async with asyncio.TaskGroup() as tasks:
                others = [tasks.create_task(self._send_outbox(connection)),
                          tasks.create_task(self._acknowledge(connection))]
                await self._listen(connection)
                for task in others:
                    task.cancel()
        finally:
            self._connection = None
            await connection.close()
        if connection.close_code in (SIGNED_OUT, SESSION_ENDED, CONNECTED_ELSEWHERE):
            self._give_up(connection.close_code != CONNECTED_ELSEWHERE, f"closed with {connection.close_code}")

    # Logs.

    async def _resume(self, connection, member):
        """Until Resumed comes, batches of this log are dropped. It comes by the same queue as the batches behind it."""
        self._epochs.pop(_key(member), None)
        epoch, seq = self.kept.position(member)
        await connection.tell(resume={"member": member, "epoch": epoch, "after_seq": seq})

    async def _listen(self, connection):
        try:
            async for frame in connection:
                await self._take_pushed(connection, frame)
                await self._tell_changed()
        except Lost:
            pass  # what was kept is kept

    async def _take_pushed(self, connection, frame):
        kind = frame.WhichOneof("body")
        if kind == "resumed":
            self._start(frame.resumed)
        elif kind == "event_batch":
            await self._take(connection, frame.event_batch)
        elif kind == "receipt_update":
            self.receipts[frame.receipt_update.summary.message_id] = frame.receipt_update.summary
        elif kind == "going_away":
            self._going_away_seconds = frame.going_away.retry_after_ms / 1000
        elif kind == "error":  # a Resume was refused, or the server closes for our fault
            raise Lost(frame.error.text_en)
        # Anything else is of a newer server: ignored.

    async def _tell_changed(self):
        async with self._changed:
            self._changed.notify_all()

    def _start(self, resumed):
        epoch, _ = self.kept.position(resumed.member)
        if resumed.reset or resumed.epoch != epoch:
            self.kept.start_log(resumed.member, resumed.epoch)
        self._epochs[_key(resumed.member)] = resumed.epoch
        self._heads[_key(resumed.member)] = resumed.head_seq

    async def _take(self, connection, batch):
        """Keeps what is new; only then it may be acknowledged."""
        if _key(batch.member) not in self._epochs:
            return
        epoch, seq = self.kept.position(batch.member)
        new = [event for event in batch.events if event.seq > seq]
        if batch.epoch != epoch or [event.seq for event in new] != list(range(seq + 1, seq + 1 + len(new))):
            await asyncio.sleep(1)  # a gap: something is wrong, and asking faster does not help
            await self._resume(connection, batch.member)
            return
        if new:
            self.kept.keep_events(batch.member, new)
        self._unacknowledged[_key(batch.member)] = batch.member
        self._kept_some.set()

    async def _acknowledge(self, connection):
        """Each 200 ms at most: an acknowledgement covers all before it."""
        try:
            while True:
                await self._kept_some.wait()
                self._kept_some.clear()
                while self._unacknowledged:
                    key, member = self._unacknowledged.popitem()
                    if key in self._epochs:
                        epoch, seq = self.kept.position(member)
                        await connection.acknowledge(member=member, epoch=epoch, seq=seq)
                await asyncio.sleep(0.2)
        except Lost:
            pass  # _listen ends as well; Resume acknowledges what is kept

    def caught_up(self, member):
        return _key(member) in self._epochs and self.kept.position(member)[1] >= self._heads[_key(member)]

    def events(self, member, kind):
        """What is kept, oldest first. kind: "item" or "answer"."""
        return [event for event in self.kept.events(member) if event.WhichOneof("body") == kind]

    # Requests.

    async def ask(self, **body):
        """A request that only asks. Raises Lost if there is no connection now."""
        if self._connection is None:
            raise Lost("not connected")
        return await self._connection.ask(**body)

    async def deliver(self, **body):
        """A request that changes something: kept before it is sent, repeated until its result is there."""
        entry = self.kept.put_out(ClientFrame(**body))
        self._outbox_filled.set()
        await self.until(lambda: self.kept.result(entry) is not None, seconds=None)
        return unwrap(self.kept.result(entry))

    async def mark_read(self, member, event):
        return await self.deliver(mark_read={"member": member, "message_id": event.message_id})

    async def answer_slip(self, member, event, child, option, comment=""):
        header = self._answer_header(member, event, child)
        return await self.deliver(answer_slip={"header": header, "option": option, "comment": comment})

    async def decide(self, member, event, child, choice):
        """choice: CHOICE_AGREE or CHOICE_DECLINE. The hash is reckoned from what is kept here, not copied."""
        return await self.deliver(decide={
            "header": self._answer_header(member, event, child), "choice": choice,
            "form_version": event.item.form.version, "text_sha256": text_sha256(event.item)})

    def _answer_header(self, member, event, child):
        return {"member": member, "client_id": new_client_id(), "message_id": event.message_id,
                "child_id": child.child_id, "predecessor": self._latest_answer(member, event, child)}

    def _latest_answer(self, member, event, child):
        """This person's own, as the log tells it; 0: none."""
        mine = [e.answer.answer_id for e in self.events(member, "answer") if e.message_id == event.message_id
                and e.answer.child_id == child.child_id and e.answer.member_id == member.member_id]
        return max(mine, default=0)

    async def _send_outbox(self, connection):
        """In order, one at a time: what was marked read is known before the answer comes."""
        try:
            while True:
                self._outbox_filled.clear()
                for entry, request in self.kept.waiting():
                    await self._send_entry(connection, entry, request)
                await self._outbox_filled.wait()
        except Lost:
            pass  # _listen ends as well; what has no result goes out again

    async def _send_entry(self, connection, entry, request):
        while True:
            answer = await connection.exchange(request)
            if answer.error.retry != RETRY_LATER:
                break
            await asyncio.sleep(max(1, answer.error.retry_after_ms / 1000))
        self.kept.settle(entry, answer)
        await self._tell_changed()


def _key(member):
    return member.school_id, member.member_id
