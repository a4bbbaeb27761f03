"""One signed-in device: it follows its logs, sends its outbox, and comes back by itself when the connection is lost.

sign_in() once, then stay() in a task of its own; everything else may be called while it runs. One asyncio loop.
"""
import asyncio
import random
import time

import answers
from connection import Connection, Lost, Refused, unwrap
from jiaxin.v1.envelope_pb2 import ClientFrame
from jiaxin.v1.error_pb2 import ERROR_CODE_NOT_SIGNED_IN, RETRY_LATER
from logs import Logs

SIGNED_OUT, SESSION_ENDED, CONNECTED_ELSEWHERE = 1000, 4401, 4409


class Ended(Exception):
    """Reconnecting does not help: the person must sign in again, or this device is connected elsewhere."""


def back_off(attempt):
    """Seconds to wait before attempt n (from 0)."""
    return random.uniform(0, min(60, 0.5 * 2**min(attempt, 10)))


class Device:
    def __init__(self, url, kept):
        self.url, self.kept = url, kept
        self.memberships = []  # as of the newest sign-in
        self.receipts = {}     # message_id -> ReceiptSummary, as they are pushed
        self.connections = 0   # how often it was signed in
        self.going_away_seconds = 0  # how long to stay away, as the server told before it closed
        self._logs = Logs(kept)
        self._connection = None
        self._changed = asyncio.Condition()
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

    async def join(self, code):
        """While it stays online: adds the membership of this code and follows its log. Never repeated, as sign_in."""
        connection = self._connection
        membership = (await self.ask(join_membership={"code": code})).membership
        if connection is self._connection:  # a newer one has it from its sign-in
            self.memberships.append(membership)
            await self._logs.resume(connection, membership.ref)
        return membership

    async def stay(self):
        """Online until it is cancelled or Ended."""
        attempt = 0
        while True:
            started = time.monotonic()
            earliest = 0
            try:
                await self._visit()
            except Refused as refused:  # the sign-in
                if refused.error.retry != RETRY_LATER:
                    self._give_up(refused.error.code == ERROR_CODE_NOT_SIGNED_IN, refused)
                earliest = refused.error.retry_after_ms / 1000
            except Lost:
                pass
            if self.going_away_seconds:
                await asyncio.sleep(self.going_away_seconds)
                continue
            attempt = 0 if time.monotonic() - started > 10 else attempt
            await asyncio.sleep(max(earliest, back_off(attempt)))
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
        self.going_away_seconds = 0
        token = self.kept.token()
        if token is None:
            raise Ended("not signed in")
        connection = await Connection.open(self.url)
        try:
            await self._sign_in(connection, token={"token": token})
            for membership in self.memberships:
                await self._logs.resume(connection, membership.ref)
            self._connection = connection
            self.connections += 1
            await self._tell_changed()
            async with asyncio.TaskGroup() as tasks:
                others = [tasks.create_task(self._send_outbox(connection)),
                          tasks.create_task(self._logs.acknowledge(connection))]
                await self._listen(connection)
                for task in others:
                    task.cancel()
        finally:
            self._connection = None
            await connection.close()
        if connection.close_code in (SIGNED_OUT, SESSION_ENDED, CONNECTED_ELSEWHERE):
            self._give_up(connection.close_code != CONNECTED_ELSEWHERE, f"closed with {connection.close_code}")

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
            self._logs.start(frame.resumed)
        elif kind == "event_batch":
            await self._logs.take(connection, frame.event_batch)
        elif kind == "receipt_update":
            self.receipts[frame.receipt_update.summary.message_id] = frame.receipt_update.summary
        elif kind == "going_away":
            self.going_away_seconds = frame.going_away.retry_after_ms / 1000
        elif kind == "error":  # a Resume was refused, or the server closes for our fault
            raise Lost(frame.error.text_en)
        # Anything else is of a newer server: ignored.

    async def _tell_changed(self):
        async with self._changed:
            self._changed.notify_all()

    def caught_up(self, member):
        return self._logs.caught_up(member)

    def events(self, member, kind):
        """What is kept, oldest first. kind: "item", "answer", "review_waiting" or "review_outcome"."""
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
        header = answers.header(self.kept, member, event, child)
        return await self.deliver(answer_slip={"header": header, "option": option, "comment": comment})

    async def decide(self, member, event, child, choice):
        """choice: CHOICE_AGREE or CHOICE_DECLINE."""
        return await self.deliver(decide={
            "header": answers.header(self.kept, member, event, child), "choice": choice,
            "form_version": event.item.form.version, "text_sha256": answers.text_sha256(event.item)})

    async def send_urgent(self, header, template, values, with_english=False):
        """template: one of urgent_templates(); values: what comes into its slots, by their names."""
        slots = [{"name": name, "value": value} for name, value in values.items()]
        return await self.deliver(send_urgent={
            "header": header, "template_id": template.id, "slots": slots, "with_english": with_english})

    async def urgent_templates(self):
        """By their ids."""
        return {template.id: template for template in (await self.ask(get_urgent_templates={})).templates}

    # Reviews: whoever loses the connection asks, or decides, once more; nothing is done twice.

    async def ask_decision(self, member, message_id, comment=""):
        return await self.ask(ask_decision={"member": member, "message_id": message_id, "comment": comment})

    async def reviews(self, member, which):
        """All pages of one list: REVIEW_LIST_WAITING, REVIEW_LIST_DECIDED or REVIEW_LIST_MINE."""
        request, entries = {"member": member, "list": which}, []
        while True:
            page = await self.ask(list_reviews=request)
            entries += page.reviews
            if not page.next_page_token:
                return entries
            request["page_token"] = page.next_page_token

    async def review(self, member, message_id):
        return await self.ask(get_review={"member": member, "message_id": message_id})

    async def decide_review(self, member, message_id, ruling, reason):
        """ruling: RULING_RELEASE or RULING_REFUSE. The decision that stands, which may be another's."""
        return await self.ask(decide_review={
            "member": member, "message_id": message_id, "ruling": ruling, "reason": reason})

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
