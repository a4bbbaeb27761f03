"""The chapters of the tour in which people decide about what the filter stopped."""
import schema
import tour_school
import tour_words as words
from line import Line, NoBook, message

TO_BE_HELD = "请家长提醒孩子完成作业。"


class WithoutReceipts(Line):
    """Leaves out receipt updates: they come once a second, so how many and when depends on how fast the day goes."""

    def unseen(self):
        other = WithoutReceipts(NoBook(), self.name, self._socket)
        other._last_request = 1000
        return other

    async def _read(self):
        while True:
            frame, data = await super()._read()
            if frame.WhichOneof("body") != "receipt_update":
                return frame, data


def outcome(result, kind):
    """Of a send; another is an error of the story, whose text must be changed then."""
    if result.WhichOneof("outcome") != kind:
        raise RuntimeError(f"this should be {kind}: {result}")
    return getattr(result, kind)


async def principal_is_asked(tour):
    tour.book.say(words.ASKED)
    await teacher_follows(tour)
    tang, member = await decider(tour, "唐国栋", "t-00", "tang")
    await tour.lin.ask(ask_decision=schema.message("AskDecision")(
        member=tour.lin_member, message_id=tour.blocked, comment="只请家长看一下对错，不打分。"))
    tour.book.say(words.ASKED_WAITING)
    message_id = await what_waits_is_read(tang, member)
    tour.book.say(words.ASKED_DECIDED)
    await decide(tang, member, message_id, "RULING_REFUSE", "看对错就是批改。练习册由老师改，也不用家长签字。")
    tour.book.say(words.ASKED_OUTCOME)
    await tour.lin.keep(await tour.lin.pushed("event_batch"))


async def leader_releases(tour):
    tour.book.say(words.HELD)
    he, member = await decider(tour, "何静怡", "t-02", "he")
    outcome(await tour.lin.ask(send_notice=tour.notice(10, "通知", TO_BE_HELD)), "held")
    tour.book.say(words.HELD_WAITING)
    message_id = await what_waits_is_read(he, member)
    tour.book.say(words.HELD_DECIDED)
    await decide(he, member, message_id, "RULING_RELEASE", "只是提醒，没有要求家长检查或批改。")
    tour.book.say(words.HELD_OUTCOME)
    await tour.lin.pushed("event_batch")
    await tour.lin.keep(await tour.lin.pushed("event_batch"))
    tour.book.say(words.HELD_ARRIVES)
    await tour.luo.keep(await tour.luo.pushed("event_batch"))


async def teacher_follows(tour):
    """From what she keeps; that is not written down."""
    quiet = tour.lin.unseen()
    epoch, seq = tour.lin_kept
    resumed = await quiet.ask(resume=schema.message("Resume")(member=tour.lin_member, epoch=epoch, after_seq=seq))
    while seq < resumed.head_seq:
        batch = await quiet.pushed("event_batch")
        await quiet.keep(batch)
        seq = batch.events[-1].seq


async def decider(tour, name, person_id, password):
    """Signs in and follows the log; that is not written down."""
    line = await tour.open(name)
    quiet = line.unseen()
    signed_in = await quiet.ask(sign_in=tour.code_sign_in(person_id, tour_school.PASSWORDS[password], ""))
    member = signed_in.memberships[0].ref
    await quiet.ask(resume=schema.message("Resume")(member=member))
    return line, member


async def what_waits_is_read(line, member):
    batch = await line.pushed("event_batch")
    await line.keep(batch)
    message_id = batch.events[0].message_id
    await line.ask(get_review=schema.message("GetReview")(member=member, message_id=message_id))
    return message_id


async def decide(line, member, message_id, ruling, reason):
    decision = message("DecideReview", ruling=ruling, reason=reason)
    decision.member.CopyFrom(member)
    decision.message_id = message_id
    await line.ask(decide_review=decision)
    await line.close()
