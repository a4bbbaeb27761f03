"""What an app does, all of it through the C library: a teacher and a guardian with protobuf's bytes.

day.py SERVER FOLDER TEACHER_CODE GUARDIAN_CODE SECOND_CODE: the guardian joins with the second code.
"""
import sys

import binding
from binding import Client, Failure
from jiaxin.sdk.v1 import sdk_pb2
from jiaxin.v1 import answer_pb2, error_pb2, inbox_pb2, message_pb2, receipt_pb2, session_pb2
from jiaxin.v1.envelope_pb2 import ClientFrame

PASSWORD = "qinghe-test-2026"
DEADLINE_MS = 1_900_000_000_000


def fails(status, call, *arguments, code=0, field=""):
    try:
        call(*arguments)
    except Failure as failure:
        assert (failure.status, failure.code, failure.field) == (status, code, field), failure
        assert failure.zh and failure.en
    else:
        raise AssertionError(f"{call} did not fail")


def settled(client, client_id):
    out, failure = sdk_pb2.Settled(), None
    while out.client_id != client_id:
        message, failure = client.next(binding.SETTLED)
        out = sdk_pb2.Settled.FromString(message)
    return out, failure


def stored(client, frame):
    result, failure = settled(client, client.queue(frame))
    assert failure is None and result.sent.HasField("stored"), result
    return result.message_id


def arrived(client, message_id):
    entry = sdk_pb2.InboxEntry()
    while entry.message_id != message_id:
        entry = sdk_pb2.InboxEntry.FromString(client.next(binding.ITEM_ARRIVED)[0])
    return entry


def answered(client, frame):
    """The answer is on record, and has come back through the log."""
    result, failure = settled(client, client.queue(frame))
    assert failure is None and result.WhichOneof("result") == "answered", result
    news = sdk_pb2.AnswerArrived.FromString(client.next(binding.ANSWER_RECORDED)[0])
    assert news.message_id == result.message_id
    return news.answer


def letters(header):
    yield ClientFrame(send_notice=message_pb2.SendNotice(header=header, title="运动会", body="周五上午开运动会。"))
    options = [message_pb2.SlipOption(label="参加"), message_pb2.SlipOption(label="不参加", will_not_take_part=True)]
    slip = message_pb2.ReplySlip(options=options)
    yield ClientFrame(send_letter=message_pb2.SendLetter(header=header, title="研学活动", body="请选择。", slip=slip))
    form = message_pb2.ConsentForm(purpose="社会实践", body="周三上午参观。", deadline_ms=DEADLINE_MS)
    yield ClientFrame(send_form=message_pb2.SendForm(header=header, title="参观博物馆", form=form))


def main(server, folder, teacher_code, guardian_code, second_code):
    teacher = Client(server, f"{folder}/teacher.db", binding.GIVEN)
    guardian = Client(server, f"{folder}/guardian.db", binding.LENT)
    fails(binding.REFUSED, guardian.sign_in_with_code, "AAAA-AAAA-AAAA", "ma", PASSWORD,
          code=error_pb2.ERROR_CODE_WRONG_CODE)
    me = teacher.sign_in_with_code(teacher_code, "", PASSWORD).memberships[0]
    assert not guardian.sign_in_with_code(guardian_code, "ma", PASSWORD).token
    guardian.wait(binding.UNTIL_CAUGHT_UP)
    assert guardian.account().login == "ma" and guardian.account().has_token

    # A notice, a letter and a form arrive and are answered.
    to = message_pb2.Audience(class_ids=[me.may_send_to[0].class_id])
    header = message_pb2.SendHeader(to=to)
    getattr(header, "from").CopyFrom(me.ref)
    notice, letter, form = [arrived(guardian, stored(teacher, frame)) for frame in letters(header)]
    assert notice.item.title == "运动会" and not notice.read

    def answer(entry):
        return answer_pb2.AnswerHeader(member=entry.member, message_id=entry.message_id,
                                       child_id=entry.children[0].child_id)

    def read(entry):
        guardian.queue(ClientFrame(mark_read=inbox_pb2.MarkRead(member=entry.member, message_id=entry.message_id)))

    read(letter)
    slip = ClientFrame(answer_slip=answer_pb2.AnswerSlip(header=answer(letter), option=1))
    assert answered(guardian, slip).slip_option == 1
    read(form)
    answered(guardian, ClientFrame(decide=answer_pb2.Decide(header=answer(form), choice=inbox_pb2.CHOICE_AGREE)))
    assert form.message_id not in [entry.message_id for entry in guardian.inbox(unread_only=True).entries]
    assert guardian.inbox_entry(form.member, form.message_id).answers[0].choice == inbox_pb2.CHOICE_AGREE
    assert guardian.inbox_entry(form.member, 999) is None
    outbox = guardian.outbox()
    assert outbox.pending == 0 and len(outbox.entries) == 4 and all(e.HasField("settled") for e in outbox.entries)

    # What both sides then know of it.
    update = receipt_pb2.ReceiptUpdate()
    while update.summary.message_id != form.message_id or not update.summary.answered:
        update = receipt_pb2.ReceiptUpdate.FromString(teacher.next(binding.RECEIPTS_CHANGED)[0])
    receipts = ClientFrame(get_receipts=receipt_pb2.GetReceipts(member=me.ref, message_id=form.message_id))
    assert teacher.request(receipts).receipts.summary.answered == 1
    status = answer_pb2.GetAnswerStatus(member=form.member, message_id=form.message_id,
                                        child_id=form.children[0].child_id)
    signers = guardian.request(ClientFrame(get_answer_status=status)).answer_status.signers
    assert [r.choice for s in signers for r in s.records] == [inbox_pb2.CHOICE_AGREE]

    # What is refused: by the server at once, by the server later, by the SDK.
    receipts.get_receipts.message_id = 999
    fails(binding.REFUSED, teacher.request, receipts, code=error_pb2.ERROR_CODE_NOT_FOUND)
    frame = next(letters(header))
    getattr(frame.send_notice.header, "from").CopyFrom(notice.member)
    result, failure = settled(guardian, guardian.queue(frame))
    assert failure.status == result.refused.status == binding.REFUSED
    assert result.refused.error.code == failure.code == error_pb2.ERROR_CODE_FORBIDDEN
    frame.send_notice.header.client_id, frame.send_notice.title = result.client_id, "别的"
    fails(binding.INVALID, guardian.queue, frame, code=error_pb2.ERROR_CODE_INVALID, field="client_id")

    # Another membership; signing out erases, and all arrives anew.
    joined = guardian.request(ClientFrame(join_membership=session_pb2.JoinMembership(code=second_code)))
    assert joined.membership_joined.membership.ref.member_id != notice.member.member_id
    guardian.sign_out()
    assert guardian.next(binding.SIGNED_OUT)[1].status == binding.NOT_SIGNED_IN
    assert guardian.state() == binding.NEEDS_SIGN_IN and not guardian.account().login and not guardian.inbox().entries
    assert len(guardian.sign_in_with_password("ma", PASSWORD).memberships) == 2
    guardian.wait(binding.UNTIL_CAUGHT_UP)
    assert {notice.message_id, letter.message_id, form.message_id} <= {e.message_id for e in guardian.inbox().entries}

    for client in (teacher, guardian):
        assert client.close() == binding.OK and client.state() == binding.STATE_CLOSED
        fails(binding.CLOSED, client.inbox)
        fails(binding.CLOSED, client.request, receipts)
        client.free()


main(*sys.argv[1:])
