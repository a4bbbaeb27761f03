#!/usr/bin/python3
"""Lives the tour's day on a real jiaxind and writes it down as docs/tour.md.

  record_tour.py JIAXIND          writes it
  record_tour.py JIAXIND --check  fails where the committed tour is not what happens, but for times, random numbers and
                                  the version of the rules
"""
import asyncio
import difflib
import hashlib
import subprocess
import sys
import time

import schema
import tour_decisions
import tour_school
import tour_words as words
from line import Line, message
from real_server import RealServer
from tour_book import Book, normalised

TARGET = schema.ROOT / "docs/tour.md"
WEEK_MS = 7 * 24 * 3600 * 1000


def client_id(number):
    """Fixed, so that the recording can be repeated. An app takes 16 random bytes."""
    return b"\x01\x93\x10\x00" + bytes(11) + bytes([number])


def in_a_week():
    return str((int(time.time()) // 3600) * 3600 * 1000 + WEEK_MS)


def sent(kind, member, number, to, **fields):
    item = message(kind, **fields)
    header = item.header
    header.to.CopyFrom(to)
    header.client_id = client_id(number)
    getattr(header, "from").CopyFrom(member)
    return item


async def put_roster_file(line, member, name, content):
    await line.ask(put_roster_piece=schema.message("PutRosterPiece")(
        member=member, file_name=name, data=content.encode()))


def by_token(token):
    return schema.message("SignIn")(token=schema.message("TokenSignIn")(token=token))


class Tour:
    def __init__(self, server, other_code):
        """other_code: of the administrator of the other school on the server."""
        self.server, self.other_code, self.book = server, other_code, Book()

    async def open(self, name, subprotocols=("jiaxin.v1.proto",), kind=Line):
        return await kind.open(self.book, name, self.server.address, subprotocols)

    async def live(self):
        self.book.say(words.INTRODUCTION)
        await self.school_is_made()
        await self.teacher_signs_in_and_sends()
        await self.guardian_receives()
        await self.father_speaks_json()
        await self.letter_is_answered()
        await self.form_is_decided()
        await self.connection_is_lost()
        await self.send_is_repeated()
        await self.homework_is_blocked()
        await tour_decisions.principal_is_asked(self)
        await tour_decisions.leader_releases(self)
        await self.urgent_is_sent()
        await self.school_is_joined()
        await self.receipts_are_looked_at()
        await self.day_ends()

    async def school_is_made(self):
        self.book.say(words.SCHOOL)
        admin = await self.open("学校管理员")
        await admin.ask(ping=message("Ping"), hexed=True)
        signed_in = await admin.ask(sign_in=message(
            "SignIn", deviceName="office", code={"code": self.server.code, "login": "admin",
                                                 "newPassword": tour_school.PASSWORDS["admin"]}))
        me = signed_in.memberships[0].ref
        quiet = admin.unseen()
        for name, content in tour_school.FILES.items():
            await put_roster_file(admin if name == "orgs.csv" else quiet, me, name, content)
        self.book.say("The other six files go the same way; they are left out here. Then all are read at once:")
        await admin.ask(apply_roster=schema.message("ApplyRoster")(member=me))
        self.book.say(words.CODES)
        codes = await admin.ask(issue_codes=schema.message("IssueCodes")(member=me, person_ids=["t-01", "g-1"]))
        self.codes = {entry.person_id: entry.code for entry in codes.codes}
        others = ["g-2", "g-3", "t-00", "t-02"]
        more = await quiet.ask(issue_codes=schema.message("IssueCodes")(member=me, person_ids=others))
        self.codes.update({entry.person_id: entry.code for entry in more.codes})
        await admin.ask(sign_out=message("SignOut"))
        await admin.closed()

    def code_sign_in(self, person_id, password, device):
        return message("SignIn", deviceName=device, code={"code": self.codes[person_id], "newPassword": password})

    async def teacher_signs_in_and_sends(self):
        self.book.say(words.TEACHER)
        lin = self.lin = await self.open("林雪梅")
        signed_in = await lin.ask(sign_in=self.code_sign_in("t-01", tour_school.PASSWORDS["lin"], "林老师的手机"))
        self.lin_token = signed_in.token
        own = signed_in.memberships[0]
        self.lin_member, self.to_class = own.ref, schema.message("Audience")(class_ids=[own.may_send_to[0].class_id])
        self.book.say(words.TEACHER_FOLLOWS)
        await lin.ask(resume=message("Resume", member={"schoolId": own.ref.school_id, "memberId": own.ref.member_id}))
        self.book.say(words.NOTICE)
        await lin.ask(hexed=True, send_notice=self.notice(1, "明天春游集合时间", "早上七点半在校门口集合。"))
        self.book.say("And her own copy of it, in her log:")
        batch = await lin.pushed("event_batch")
        await lin.keep(batch)
        self.lin_kept = batch.epoch, batch.events[-1].seq

    def notice(self, number, title, body):
        """From the teacher to her class."""
        return sent("SendNotice", self.lin_member, number, self.to_class, title=title, body=body)

    async def guardian_receives(self):
        self.book.say(words.GUARDIAN)
        luo = self.luo = await self.open("罗晓燕")
        signed_in = await luo.ask(sign_in=self.code_sign_in("g-1", tour_school.PASSWORDS["luo"], "妈妈的手机"))
        self.luo_token, own = signed_in.token, signed_in.memberships[0]
        self.luo_member, self.luo_child = own.ref, own.children[0].child_id
        self.book.say(words.GUARDIAN_FOLLOWS)
        await luo.ask(resume=schema.message("Resume")(member=own.ref))
        batch = await luo.pushed("event_batch", hexed="volatile")
        self.book.say(words.GUARDIAN_KEEPS)
        await luo.keep(batch)
        self.book.say("The server tells the sender, who is connected, that one of three guardians has it:")
        await self.lin.pushed("receipt_update")
        await self.lin.close()
        self.book.say("罗晓燕 opens the notice:")
        await luo.ask(mark_read=schema.message("MarkRead")(member=own.ref, message_id=batch.events[0].message_id))

    async def father_speaks_json(self):
        self.book.say(words.JSON)
        tab = await self.open("欧阳明", ("jiaxin.v1.json", "jiaxin.v1.proto"))
        signed_in = await tab.ask(sign_in=self.code_sign_in("g-2", tour_school.PASSWORDS["ouyang"], "浏览器"))
        await tab.ask(resume=schema.message("Resume")(member=signed_in.memberships[0].ref))
        await tab.keep(await tab.pushed("event_batch"))
        self.book.say(words.SIGN_OUT)
        await tab.ask(sign_out=message("SignOut"))
        await tab.closed()
        tab = await self.open("欧阳明", ("jiaxin.v1.json", "jiaxin.v1.proto"))
        await tab.ask(sign_in=message("SignIn", password={"login": "Ouyang.Ming",
                                                          "password": tour_school.PASSWORDS["ouyang"]}))
        await tab.close()

    async def teacher_comes_back(self):
        """Signed in by token, not following her log."""
        self.lin = await self.open("林雪梅", kind=tour_decisions.WithoutReceipts)
        await self.lin.ask(sign_in=by_token(self.lin_token))

    def answer_header(self, number, message_id, predecessor=0):
        return schema.message("AnswerHeader")(member=self.luo_member, client_id=client_id(number),
                                              message_id=message_id, child_id=self.luo_child, predecessor=predecessor)

    async def letter_is_answered(self):
        self.book.say(words.LETTER)
        await self.teacher_comes_back()
        await self.lin.ask(send_letter=sent(
            "SendLetter", self.lin_member, 2, self.to_class, title="周末亲子徒步", body="周六上午九点，森林公园东门集合，中午返回。",
            slip={"options": [{"label": "参加"}, {"label": "不参加", "willNotTakePart": True}], "commentAllowed": True}))
        self.book.say("It reaches 罗晓燕, whose connection is still open, at once:")
        batch = await self.luo.pushed("event_batch")
        await self.luo.keep(batch)
        letter = batch.events[0].message_id
        self.book.say(words.SLIP)
        await self.luo.ask(mark_read=schema.message("MarkRead")(member=self.luo_member, message_id=letter))
        await self.luo.ask(answer_slip=schema.message("AnswerSlip")(
            header=self.answer_header(3, letter), option=0, comment="爸爸一起去。"))
        self.book.say(words.SLIP_EVENT)
        await self.luo.keep(await self.luo.pushed("event_batch"))

    async def form_is_decided(self):
        self.book.say(words.FORM)
        await self.lin.ask(send_form=sent(
            "SendForm", self.lin_member, 4, self.to_class, title="春季体检知情同意书",
            form={"purpose": "为学生做一次免费体检。", "body": "由云溪市妇幼保健院的医生在校内进行，包括身高、体重、视力和口腔检查。",
                  "deadlineMs": in_a_week()}))
        batch = await self.luo.pushed("event_batch")
        await self.luo.keep(batch)
        event = batch.events[0]
        self.book.say(words.NOT_OPENED)
        form = event.item.form
        text = "\x1e".join([event.item.title, form.purpose, form.body, form.agree_label, form.decline_label])
        decision = schema.message("Decide")(header=self.answer_header(5, event.message_id),
                                            choice=schema.message("Decide").DESCRIPTOR.fields_by_name["choice"]
                                            .enum_type.values_by_name["CHOICE_AGREE"].number,
                                            form_version=form.version,
                                            text_sha256=hashlib.sha256(text.encode()).digest())
        await self.luo.ask(decide=decision)
        self.book.say("So first she opens it, and the app shows who may sign for 陈思远 and who has:")
        await self.luo.ask(mark_read=schema.message("MarkRead")(member=self.luo_member, message_id=event.message_id))
        await self.luo.ask(get_answer_status=schema.message("GetAnswerStatus")(
            member=self.luo_member, message_id=event.message_id, child_id=self.luo_child))
        self.book.say(words.DECIDE)
        decision.header.client_id = client_id(6)
        await self.luo.ask(decide=decision)
        batch = await self.luo.pushed("event_batch")
        await self.luo.keep(batch)
        self.kept, self.form = (batch.epoch, batch.events[-1].seq), event.message_id

    async def connection_is_lost(self):
        self.book.say(words.LOST)
        self.luo.lose()
        await self.lin.ask(send_notice=self.notice(7, "春游改期", "因天气原因，春游改到下周三。"))
        self.book.say(words.RESUME)
        luo = self.luo = await self.open("罗晓燕")
        await luo.ask(sign_in=by_token(self.luo_token))
        epoch, seq = self.kept
        await luo.ask(resume=schema.message("Resume")(member=self.luo_member, epoch=epoch, after_seq=seq))
        await luo.keep(await luo.pushed("event_batch"))

    async def send_is_repeated(self):
        self.book.say(words.REPEAT)
        again = self.notice(7, "春游改期", "因天气原因，春游改到下周三。")
        await self.lin.ask(send_notice=again)
        self.book.say("With the same client id but another text it is refused:")
        again.body = "因天气原因，春游改到下周四。"
        await self.lin.ask(send_notice=again)

    async def homework_is_blocked(self):
        self.book.say(words.BLOCKED)
        result = await self.lin.ask(send_notice=self.notice(8, "今日作业", "请家长批改数学练习册第12页并签字。"))
        self.blocked = tour_decisions.outcome(result, "blocked").message_id
        self.book.say(words.TOO_LONG)
        await self.lin.ask(send_notice=self.notice(9, "春" * 86, "标题太长。"))

    async def urgent_is_sent(self):
        self.book.say(words.URGENT)
        await self.lin.ask(send_urgent=sent(
            "SendUrgent", self.lin_member, 11, self.to_class, templateId="bus-late",
            slots=[{"name": "bus", "value": "3"}, {"name": "minutes", "value": "20"}]))
        self.book.say(words.URGENT_ARRIVES)
        await self.luo.keep(await self.luo.pushed("event_batch"))

    async def school_is_joined(self):
        self.book.say(words.JOIN)
        code = await self.code_of_other_school()
        joined = await self.luo.ask(join_membership=message("JoinMembership", code=code))
        self.book.say(words.JOIN_FOLLOWS)
        await self.luo.ask(resume=schema.message("Resume")(member=joined.membership.ref))

    async def code_of_other_school(self):
        """The other administrator's work, which is not written down: the code for 罗晓燕 there."""
        admin = (await self.open("另一学校管理员")).unseen()
        signed_in = await admin.ask(sign_in=message("SignIn", code={
            "code": self.other_code, "login": "bailu.admin", "newPassword": tour_school.PASSWORDS["other admin"]}))
        me = signed_in.memberships[0].ref
        for name, content in tour_school.OTHER_FILES.items():
            await put_roster_file(admin, me, name, content)
        await admin.ask(apply_roster=schema.message("ApplyRoster")(member=me))
        codes = await admin.ask(issue_codes=schema.message("IssueCodes")(member=me, person_ids=["g-1"]))
        return codes.codes[0].code

    async def receipts_are_looked_at(self):
        self.book.say(words.RECEIPTS)
        await self.lin.ask(get_receipts=schema.message("GetReceipts")(member=self.lin_member, message_id=self.form))

    async def day_ends(self):
        self.book.say(words.END)
        self.server.stop()
        await self.luo.pushed("going_away")
        await self.luo.closed()


def make_other_school(program, server):
    """Its administrator's code. The server is down meanwhile."""
    server.stop()
    server.wait()
    made = subprocess.run(
        [program, "init", "--data", server.folder / "data", "--config", server.folder / "jiaxind.toml", "--school",
         tour_school.OTHER_NAME], check=True, capture_output=True, text=True, timeout=60)
    server.start()
    return made.stdout.strip()


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--check"]):
        sys.exit(__doc__)
    with RealServer(sys.argv[1], tour_school.NAME) as server:
        tour = Tour(server, make_other_school(sys.argv[1], server))
        asyncio.run(tour.live())
    text = tour.book.text()
    if len(sys.argv) == 2:
        TARGET.write_text(text, encoding="utf-8")
        return
    committed, now = normalised(TARGET.read_text(encoding="utf-8")), normalised(text)
    if committed != now:
        sys.stdout.writelines(difflib.unified_diff(committed.splitlines(True), now.splitlines(True), "before", "now"))
        sys.exit("the tour is not what happens; if it should be, run protocol/tools/record_tour.py and read it")


if __name__ == "__main__":
    main()
