"""The client in this folder against a real server: a school day, a server that is killed, nothing lost or doubled.

usage: story_test.py JIAXIND [unittest's options]
"""
import asyncio
import contextlib
import signal
import sys
import time
import unittest

from answers import new_client_id, text_sha256
from connection import REPOSITORY, Connection, Refused
from device import Device, Ended
from jiaxin.v1.common_pb2 import ROLE_ADMINISTRATOR, ROLE_GRADE_LEADER, ROLE_PRINCIPAL
from jiaxin.v1.inbox_pb2 import (CHOICE_AGREE, CHOICE_DECLINE, CHOICE_SLIP, RULING_REFUSE, RULING_RELEASE,
                                 STOPPED_BLOCKED, STOPPED_HELD)
from jiaxin.v1.review_pb2 import REVIEW_LIST_DECIDED, REVIEW_LIST_MINE, REVIEW_LIST_WAITING
from kept import Kept
from school import another_school, new_code, school

PROGRAM = sys.argv.pop(1)
PASSWORDS = {"teacher": "chun-tian-3-1", "mother": "siyuan-2017", "father": "siyuan-7102",
             "leader": "san-nianji-2026", "principal": "qinghe-2026"}
TO_BE_BLOCKED = "今晚语文：抄写第5课生字两遍，明早交。"
TO_BE_HELD = "请家长提醒孩子完成作业。"


class StoryTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.school = self.enterContext(school(PROGRAM))
        self.tasks = {}  # device -> the task in which it stays online

    async def asyncSetUp(self):
        asyncio.get_running_loop().slow_callback_duration = 10  # fsync may be slow, and so may a server's start

    async def asyncTearDown(self):
        for device in list(self.tasks):
            await self.switch_off(device)

    def device(self, file):
        kept = Kept(self.school.folder / file)
        self.addCleanup(kept.close)
        return Device(self.school.url, kept)

    async def switch_on(self, device):
        """It is up to date when this returns."""
        self.tasks[device] = asyncio.create_task(device.stay())
        seen = device.connections
        await device.until(lambda: device.connections > seen and device.caught_up(device.memberships[0].ref))

    async def switch_off(self, device):
        task = self.tasks.pop(device)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def ends_by_itself(self, device):
        with self.assertRaises(Ended):
            await self.tasks.pop(device)

    async def person(self, name):
        device = self.device(name)
        await device.sign_in(code={"code": self.school.codes[name], "new_password": PASSWORDS[name]})
        await self.switch_on(device)
        return device, device.memberships[0].ref

    async def refused(self, name, request):
        with self.assertRaises(Refused) as caught:
            await request
        self.assertEqual(caught.exception.error.name, name)
        return caught.exception.error

    def header(self, device):
        member = device.memberships[0]
        return {"from": member.ref, "client_id": new_client_id(),
                "to": {"class_ids": [member.may_send_to[0].class_id]}}

    def notice(self, device, title, body="周五上午举行，请穿运动鞋。"):
        return {"send_notice": {"header": self.header(device), "title": title, "body": body}}

    async def arrives(self, device, message_id, kind="item", place=0):
        member = device.memberships[place].ref
        found = lambda: [e for e in device.events(member, kind) if e.message_id == message_id]
        await device.until(found)
        self.assertEqual(len(found()), 1)
        return found()[0]

    async def test_sign_in(self):
        device = self.device("mother")
        code = {"code": self.school.codes["mother"], "new_password": PASSWORDS["mother"]}
        await self.refused("WRONG_CODE", device.sign_in(code={**code, "code": "7777-7777-7777"}))
        error = await self.refused("INVALID", device.sign_in(code={**code, "new_password": "short"}))
        self.assertEqual(error.field, "sign_in.code.new_password")
        await device.sign_in(code={**code, "code": code["code"].lower().replace("-", "")})
        await self.refused("WRONG_CODE", device.sign_in(code=code))

        other = self.device("mother-2")
        login = device.kept.login()
        await self.refused("WRONG_CREDENTIALS", other.sign_in(password={"login": login, "password": "wrong"}))
        await other.sign_in(password={"login": login.upper(), "password": PASSWORDS["mother"]})
        self.assertNotEqual(device.kept.token(), other.kept.token())
        self.assertEqual([child.relation for child in other.memberships[0].children], ["母亲"])

        await self.switch_on(other)
        await other.ask(sign_out={})
        await self.ends_by_itself(other)
        self.assertIsNone(other.kept.token())
        await self.switch_on(device)  # another device of hers is not concerned

    async def test_newest_connection_of_a_device_counts(self):
        mother, _ = await self.person("mother")
        second = await Connection.open(self.school.url)
        await second.ask(sign_in={"token": {"token": mother.kept.token()}})
        await self.ends_by_itself(mother)
        self.assertIsNotNone(mother.kept.token())
        await second.close()

    async def test_notice_is_sent_once(self):
        teacher, sender = await self.person("teacher")
        mother, _ = await self.person("mother")
        notice = self.notice(teacher, "秋季运动会")
        stored = (await teacher.deliver(**notice)).stored
        self.assertEqual((await teacher.deliver(**notice)).stored, stored)
        notice["send_notice"]["title"] = "春季运动会"
        await self.refused("CONFLICT", teacher.deliver(**notice))

        event = await self.arrives(mother, stored.message_id)
        self.assertEqual(event.item.title, "秋季运动会")
        # Her acknowledgement says delivered, her mark says read; the teacher is told.
        await teacher.until(lambda: teacher.receipts[stored.message_id].delivered
                            if stored.message_id in teacher.receipts else False)
        await mother.mark_read(mother.memberships[0].ref, event)
        receipts = await teacher.ask(get_receipts={"member": sender, "message_id": stored.message_id})
        rows = [row for row in receipts.receipts if row.read_at_ms]
        self.assertEqual([row.relation for row in rows], ["母亲"])
        self.assertGreaterEqual(rows[0].delivered_at_ms, rows[0].stored_at_ms)
        self.assertEqual(receipts.summary.rows, len(receipts.receipts))

    async def test_blocked_text_says_where(self):
        teacher, _ = await self.person("teacher")
        notice = self.notice(teacher, "🏫 期中考试", "本次考试全班排名如下：第一名张三，第二名李四。")
        result = await teacher.deliver(**notice)
        self.assertEqual(result.WhichOneof("outcome"), "blocked")
        text = "🏫 期中考试\n" + notice["send_notice"]["body"]
        for finding in result.blocked.findings:
            self.assertEqual(text[finding.start:finding.end], finding.quote)

    async def test_principal_releases_what_was_blocked(self):
        teacher, sender = await self.person("teacher")
        leader, member = await self.person("leader")
        principal, head = await self.person("principal")
        mother, _ = await self.person("mother")
        notice = self.notice(teacher, "语文", TO_BE_BLOCKED)
        blocked = (await teacher.deliver(**notice)).blocked
        message_id = blocked.message_id
        self.assertEqual([decider.role for decider in blocked.deciders], [ROLE_PRINCIPAL])
        self.assertEqual(await principal.reviews(head, REVIEW_LIST_WAITING), [])  # nobody asked for it yet

        asked = await teacher.ask_decision(sender, message_id, "有三名学生请假在家。")
        self.assertEqual(await teacher.ask_decision(sender, message_id), asked)
        waiting = (await self.arrives(principal, message_id, "review_waiting")).review_waiting
        self.assertEqual((waiting.stopped, waiting.sender.name), (STOPPED_BLOCKED, "林雪梅"))
        self.assertEqual(await leader.reviews(member, REVIEW_LIST_WAITING), [])
        await self.refused("NOT_FOUND", leader.decide_review(member, message_id, RULING_RELEASE, "同意。"))

        review = await principal.review(head, message_id)
        self.assertEqual(await principal.reviews(head, REVIEW_LIST_WAITING), [review.entry])
        self.assertEqual((review.item.body, review.comment), (TO_BE_BLOCKED, "有三名学生请假在家。"))
        self.assertEqual(review.findings, blocked.findings)
        self.assertTrue(review.may_decide)
        await self.refused("INVALID", principal.decide_review(head, message_id, RULING_RELEASE, " "))
        decided = await principal.decide_review(head, message_id, RULING_RELEASE, "只此一次。")
        self.assertTrue(decided.counts)
        self.assertEqual(await principal.decide_review(head, message_id, RULING_RELEASE, "只此一次。"), decided)

        outcome = await self.arrives(teacher, message_id, "review_outcome")
        self.assertEqual(outcome.review_outcome.decision, decided.decision)
        self.assertLess((await self.arrives(teacher, message_id)).seq, outcome.seq)
        self.assertEqual((await self.arrives(mother, message_id)).item.body, TO_BE_BLOCKED)
        await self.arrives(principal, message_id, "review_outcome")
        self.assertEqual(await principal.reviews(head, REVIEW_LIST_WAITING), [])
        for entries in (await principal.reviews(head, REVIEW_LIST_DECIDED),
                        await teacher.reviews(sender, REVIEW_LIST_MINE)):
            self.assertEqual([entry.decision.reason for entry in entries], ["只此一次。"])
        self.assertEqual((await teacher.deliver(**notice)).blocked, blocked)

    async def test_leader_refuses_what_was_held(self):
        teacher, sender = await self.person("teacher")
        leader, member = await self.person("leader")
        principal, head = await self.person("principal")
        mother, _ = await self.person("mother")
        held = (await teacher.deliver(**self.notice(teacher, "通知", TO_BE_HELD))).held
        self.assertCountEqual([decider.role for decider in held.deciders], [ROLE_PRINCIPAL, ROLE_GRADE_LEADER])
        await self.refused("NOT_FOUND", teacher.ask_decision(sender, held.message_id))  # it waits by itself
        await self.refused("NOT_FOUND", teacher.decide_review(sender, held.message_id, RULING_RELEASE, "同意。"))
        await self.switch_off(teacher)

        for device in (leader, principal):
            waiting = (await self.arrives(device, held.message_id, "review_waiting")).review_waiting
            self.assertEqual(waiting.stopped, STOPPED_HELD)
        [entry] = await leader.reviews(member, REVIEW_LIST_WAITING)
        self.assertEqual((entry.message_id, entry.title), (held.message_id, "通知"))
        decided = await leader.decide_review(member, held.message_id, RULING_REFUSE, "作业由老师在校提醒。")
        self.assertTrue(decided.counts)
        # Who comes second hears what was decided: by her own request, and in her log.
        second = await principal.decide_review(head, held.message_id, RULING_RELEASE, "同意。")
        self.assertEqual((second.counts, second.decision), (False, decided.decision))
        outcome = (await self.arrives(principal, held.message_id, "review_outcome")).review_outcome
        self.assertEqual(outcome.decision, decided.decision)

        await self.switch_on(teacher)
        self.assertEqual([e.review_outcome.decision.reason for e in teacher.events(sender, "review_outcome")],
                         ["作业由老师在校提醒。"])
        self.assertEqual(teacher.events(sender, "item"), [])
        later = (await teacher.deliver(**self.notice(teacher, "秋季运动会"))).stored.message_id
        self.assertEqual((await self.arrives(mother, later)).seq, 1)  # no family heard of it

    async def test_urgent_notice(self):
        teacher, _ = await self.person("teacher")
        mother, _ = await self.person("mother")
        template = (await teacher.urgent_templates())["bus-late"]
        values = {"bus": "3", "minutes": "20"}
        self.assertEqual([slot.name for slot in template.slots], list(values))
        for wrong in ({"bus": "3"}, {**values, "minutes": "很久"}, {**values, "stop": "学校正门"}):
            await self.refused("INVALID", teacher.send_urgent(self.header(teacher), template, wrong))

        header = self.header(teacher)
        sent = await teacher.send_urgent(header, template, values)
        self.assertEqual(await teacher.send_urgent(header, template, values), sent)
        await self.refused("CONFLICT", teacher.send_urgent(header, template, {**values, "minutes": "25"}))
        item = (await self.arrives(mother, sent.stored.message_id)).item
        self.assertEqual((item.title, item.body), ("【紧急】" + template.title_zh, template.body_zh.format(**values)))
        both = await teacher.send_urgent(self.header(teacher), template, values, with_english=True)
        item = (await self.arrives(mother, both.stored.message_id)).item
        self.assertTrue(item.title.endswith(template.title_en))
        self.assertTrue(item.body.endswith(template.body_en.format(**values)))

    async def test_membership_is_joined(self):
        teacher, _ = await self.person("teacher")
        mother, _ = await self.person("mother")
        await self.refused("WRONG_CODE", mother.join("7777-7777-7777"))
        joined = await mother.join(self.school.codes["neighbour"])
        self.assertEqual([child.name for child in joined.children], ["欧阳若溪"])
        await self.refused("WRONG_CODE", mother.join(self.school.codes["neighbour"]))

        message_id = (await teacher.deliver(**self.notice(teacher, "第一"))).stored.message_id
        for place, name in enumerate(("罗乐怡", "欧阳若溪")):
            event = await self.arrives(mother, message_id, place=place)
            self.assertEqual([child.name for child in event.children], [name])
        await self.switch_off(mother)
        missed = (await teacher.deliver(**self.notice(teacher, "第二"))).stored.message_id
        await self.switch_on(mother)  # it is one of those that the sign-in lists
        for place in range(2):
            self.assertEqual((await self.arrives(mother, missed, place=place)).seq, 2)

    async def test_membership_at_another_school_is_joined(self):
        teacher, sender = await self.person("teacher")
        self.school.kill()
        code = another_school(PROGRAM, self.school)
        self.school.start()
        await teacher.until(lambda: teacher.connections == 2)
        joined = await teacher.join(code)
        self.assertNotEqual(joined.ref.school_id, sender.school_id)
        self.assertEqual(list(joined.roles), [ROLE_ADMINISTRATOR])
        await teacher.until(lambda: teacher.caught_up(joined.ref) and teacher.caught_up(sender))

    async def test_joined_membership_leaves_who_had_it(self):
        teacher, _ = await self.person("teacher")
        father, _ = await self.person("father")
        mother, _ = await self.person("mother")
        message_id = (await teacher.deliver(**self.notice(teacher, "第一"))).stored.message_id
        await self.arrives(father, message_id)
        await mother.join(await new_code(self.school, "father"))
        self.assertEqual((await self.arrives(mother, message_id, place=1)).children[0].relation, "父亲")
        await father.until(lambda: father.connections == 2)
        self.assertEqual(list(father.memberships), [])

    async def test_slip(self):
        teacher, sender = await self.person("teacher")
        mother, member = await self.person("mother")
        father, _ = await self.person("father")
        letter = self.notice(teacher, "研学活动")["send_notice"]
        letter["slip"] = {"options": [{"label": "参加"}, {"label": "不参加", "will_not_take_part": True}],
                          "comment_allowed": True}
        message_id = (await teacher.deliver(send_letter=letter)).stored.message_id
        event = await self.arrives(mother, message_id)
        child = event.children[0]
        await self.refused("NOT_OPENED", mother.answer_slip(member, event, child, option=0))
        await mother.mark_read(member, event)
        await self.refused("INVALID", mother.answer_slip(member, event, child, option=2))
        first = await mother.answer_slip(member, event, child, option=0, comment="他对花生过敏")
        # She changes her mind once her own log has told her of the first answer: it is the predecessor.
        await mother.until(lambda: mother.events(member, "answer"))
        second = await mother.answer_slip(member, event, child, option=1)
        await father.until(lambda: len(father.events(father.memberships[0].ref, "answer")) == 2)
        told = [e.answer for e in father.events(father.memberships[0].ref, "answer")]
        self.assertEqual([(a.answer_id, a.choice, a.slip_option) for a in told],
                         [(first.answer_id, CHOICE_SLIP, 0), (second.answer_id, CHOICE_SLIP, 1)])
        status = await teacher.ask(get_answer_status={
            "member": sender, "message_id": message_id, "child_id": child.child_id})
        records = [record for signer in status.signers for record in signer.records]
        self.assertEqual([record.predecessor for record in records], [0, first.answer_id])
        self.assertEqual(records[0].comment, "他对花生过敏")

    async def test_consent(self):
        teacher, sender = await self.person("teacher")
        parents = [await self.person("mother"), await self.person("father")]
        form = {"purpose": "社会实践", "body": "周三下午步行前往市博物馆。", "agree_label": "同意参加",
                "deadline_ms": int(time.time() * 1000) + 86_400_000}
        sent = await teacher.deliver(send_form={"header": self.header(teacher), "title": "参观博物馆", "form": form})
        for (device, member), choice in zip(parents, (CHOICE_AGREE, CHOICE_DECLINE)):
            event = await self.arrives(device, sent.stored.message_id)
            child = event.children[0]
            self.assertEqual(text_sha256(event.item), event.item.text_sha256)
            await device.mark_read(member, event)
            other_text = type(event).FromString(event.SerializeToString())
            other_text.item.form.body += "。"
            await self.refused("CONFLICT", device.decide(member, other_text, child, choice))
            await device.decide(member, event, child, choice)
        receipts = await teacher.ask(get_receipts={"member": sender, "message_id": sent.stored.message_id})
        self.assertEqual((receipts.summary.answered, receipts.summary.children_disagree), (2, 1))

    async def test_killed_server_loses_and_doubles_nothing(self):
        teacher, sender = await self.person("teacher")
        mother, member = await self.person("mother")
        titles = [f"通知{number}" for number in range(40)]
        sends = [asyncio.create_task(teacher.deliver(**self.notice(teacher, title))) for title in titles]
        for done in (8, 24):
            await teacher.until(lambda: sum(send.done() for send in sends) >= done)
            self.school.kill()
            self.school.start()
        ids = [result.stored.message_id for result in await asyncio.gather(*sends)]
        await self.arrives(mother, ids[-1])
        items = mother.events(member, "item")
        self.assertEqual([event.message_id for event in items], ids)
        self.assertEqual([event.item.title for event in items], titles)
        self.assertEqual([event.seq for event in items], list(range(1, len(items) + 1)))
        self.assertGreaterEqual(mother.connections, 2)
        receipts = await teacher.ask(get_receipts={"member": sender, "message_id": ids[0]})
        self.assertEqual(receipts.summary.delivered, 1)

    async def test_stopped_server_tells_when_to_come_back(self):
        teacher, _ = await self.person("teacher")
        self.school.stop()
        await teacher.until(lambda: teacher.going_away_seconds > 0)
        self.assertEqual(await asyncio.to_thread(self.school.wait), 0)
        self.school.start()
        notice = await teacher.deliver(**self.notice(teacher, "秋季运动会"))
        self.assertGreater(notice.stored.guardians, 1)
        self.assertEqual(teacher.connections, 2)

    async def test_device_resumes_where_it_was(self):
        teacher, _ = await self.person("teacher")
        mother, member = await self.person("mother")
        await self.arrives(mother, (await teacher.deliver(**self.notice(teacher, "第一"))).stored.message_id)
        await self.switch_off(mother)
        mother.kept.close()
        missed = (await teacher.deliver(**self.notice(teacher, "第二"))).stored.message_id

        again = self.device("mother")
        position = again.kept.position(member)
        self.assertEqual(position[1], 1)
        await self.switch_on(again)
        self.assertEqual([event.seq for event in again.events(member, "item")], [1, 2])
        self.assertEqual((await self.arrives(again, missed)).item.title, "第二")

    async def test_position_of_another_log_starts_anew(self):
        teacher, _ = await self.person("teacher")
        mother, member = await self.person("mother")
        await self.arrives(mother, (await teacher.deliver(**self.notice(teacher, "第一"))).stored.message_id)
        epoch = mother.kept.position(member)[0]
        await self.switch_off(mother)
        mother.kept.start_log(member, epoch ^ 1)  # as if the server had been restored from a backup
        await self.switch_on(mother)
        self.assertEqual(mother.kept.position(member), (epoch, 1))

    async def test_killed_client_loses_and_doubles_nothing(self):
        teacher, _ = await self.person("teacher")
        mother, member = await self.person("mother")
        await self.switch_off(mother)
        mother.kept.close()
        titles = [f"通知{number}" for number in range(20)]
        sends = [asyncio.create_task(teacher.deliver(**self.notice(teacher, title))) for title in titles]
        for lines in (3, 5):  # dies in between, with more on its way
            listen = await self.listen("mother")
            for _ in range(lines):
                self.assertTrue((await listen.stdout.readline()).startswith("云溪市青禾小学 ".encode()))
            listen.kill()
            await listen.wait()
        await asyncio.gather(*sends)
        listen = await self.listen("mother")
        while not (line := await listen.stdout.readline()).endswith(titles[-1].encode() + b"\n"):
            self.assertNotEqual(line, b"")
        listen.send_signal(signal.SIGINT)
        self.assertEqual(await listen.wait(), 0)
        self.assertEqual([event.item.title for event in self.device("mother").events(member, "item")], titles)

    async def listen(self, file):
        return await asyncio.create_subprocess_exec(
            sys.executable, "-B", str(REPOSITORY / "tests/clients/python/listen.py"), self.school.url,
            str(self.school.folder / file), stdout=asyncio.subprocess.PIPE)


if __name__ == "__main__":
    unittest.main()
