"""The logs that a device follows: where each stands, what is taken, what is acknowledged. Belongs to one Device."""
import asyncio

from connection import Lost

GAP_SECONDS = 1  # something is wrong, and asking faster does not help


def follow_on(events, seq):
    """Those that follow on seq, without repeats, up to the first gap; and whether there is one."""
    new = []
    for event in events:
        following = seq + 1 + len(new)
        if event.seq > following:
            return new, True
        if event.seq == following:
            new.append(event)
    return new, False


class Logs:
    def __init__(self, kept):
        self._kept = kept
        self._epochs = {}          # log -> epoch, from Resumed until the next Resume
        self._heads = {}           # log -> Resumed.head_seq
        self._unacknowledged = {}  # log -> its member
        self._kept_some = asyncio.Event()

    async def resume(self, connection, member):
        """Until Resumed comes, batches of this log are dropped. It comes by the same queue as the batches behind it."""
        self._epochs.pop(_log(member), None)
        epoch, seq = self._kept.position(member)
        await connection.tell(resume={"member": member, "epoch": epoch, "after_seq": seq})

    def start(self, resumed):
        epoch, _ = self._kept.position(resumed.member)
        if resumed.reset or resumed.epoch != epoch:
            self._kept.start_log(resumed.member, resumed.epoch)
        self._epochs[_log(resumed.member)] = resumed.epoch
        self._heads[_log(resumed.member)] = resumed.head_seq

    def caught_up(self, member):
        return _log(member) in self._epochs and self._kept.position(member)[1] >= self._heads[_log(member)]

    async def take(self, connection, batch):
        """Keeps what is new; only then it may be acknowledged."""
        if _log(batch.member) not in self._epochs:
            return
        epoch, seq = self._kept.position(batch.member)
        new, gap = follow_on(batch.events, seq) if batch.epoch == epoch else ([], True)
        if new:
            self._kept.keep_events(batch.member, new)
        self._unacknowledged[_log(batch.member)] = batch.member
        self._kept_some.set()
        if gap:
            await asyncio.sleep(GAP_SECONDS)
            await self.resume(connection, batch.member)

    async def acknowledge(self, connection):
        """Until the connection ends; each 200 ms at most, for an acknowledgement covers all before it."""
        try:
            while True:
                await self._kept_some.wait()
                self._kept_some.clear()
                while self._unacknowledged:
                    log, member = self._unacknowledged.popitem()
                    if log in self._epochs:
                        epoch, seq = self._kept.position(member)
                        await connection.acknowledge(member=member, epoch=epoch, seq=seq)
                await asyncio.sleep(0.2)
        except Lost:
            pass  # the next Resume acknowledges what is kept


def _log(member):
    return member.school_id, member.member_id
