'use strict';
// The client in this folder against a real server; ../python/school.py starts it and gives the address and the codes.
const assert = require('node:assert/strict');
const { EventEmitter, on, once } = require('node:events');
const test = require('node:test');
const { Connection, Log, Refused, newClientId, textSha256 } = require('./client.js');

const url = process.env.JIAXIN_URL;
const opened = [];
const open = async () => {
  const connection = await Connection.open(url);
  opened.push(connection);
  return connection;
};
test.after(() => opened.forEach((connection) => connection.socket.terminate()));  // whatever failed
const refusedWith = (name) => (error) => error instanceof Refused && error.error.name === name;
const limit = { timeout: 20_000 };

const people = {};

async function signInByCode(name) {
  const connection = await open();
  try {
    const signedIn = await connection.signIn(
      { code: { code: process.env[`JIAXIN_CODE_${name.toUpperCase()}`], newPassword: `${name}-2026` } });
    return { connection, signedIn, member: signedIn.memberships[0].ref, log: new Log(signedIn.memberships[0].ref) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function comesOnline(name) {
  people[name] = await signInByCode(name);
  people[name].log.follow(people[name].connection);
}

async function lose({ connection }) {
  connection.socket.terminate();
  await once(connection, 'closed');
}

async function signInAgain(person) {
  person.connection = await open();
  person.signedIn = await person.connection.signIn({ token: { token: person.signedIn.token } });
}

// Resolves with the event of this message once it is kept.
async function arrives(log, messageId, what = 'item') {
  const found = () => log.events.find((event) => event.messageId === messageId && event[what]);
  while (!found()) await once(log, 'event');
  return found();
}

// Resolves when the sender is told that somebody's device keeps it.
async function delivered(connection, messageId) {
  for await (const [{ receiptUpdate }] of on(connection, 'pushed')) {
    if (receiptUpdate?.summary.messageId === messageId && receiptUpdate.summary.delivered === 1) return;
  }
}

const header = () => ({ from: people.teacher.member, clientId: newClientId(),
  to: { classIds: [people.teacher.signedIn.memberships[0].maySendTo[0].classId] } });

async function send(title, body) {
  return (await people.teacher.connection.ask({ sendNotice: { header: header(), title, body } })).sendResult;
}

async function sendNotice(title) {
  return (await send(title, '周五上午举行，请穿运动鞋。')).stored.messageId;
}

test('signs in by code, which works once', limit, async () => {
  for (const name of ['teacher', 'mother', 'father']) people[name] = await signInByCode(name);
  const { signedIn } = people.mother;
  assert.equal(Buffer.from(signedIn.token, 'base64').length, 32);
  assert.deepEqual(signedIn.memberships[0].roles, ['ROLE_GUARDIAN']);
  assert.equal(typeof signedIn.memberships[0].epoch, 'string');
  assert.equal(typeof signedIn.heartbeatMs, 'number');
  await assert.rejects(signInByCode('mother'), refusedWith('WRONG_CODE'));
});

test('sends once, however often it asks', limit, async () => {
  const { connection } = people.teacher;
  const sendNotice = { header: header(), title: '秋季运动会', body: '周五上午举行。' };
  const first = await connection.ask({ sendNotice });
  const again = await connection.ask({ sendNotice });
  assert.deepEqual(again.sendResult, first.sendResult);
  assert.match(first.sendResult.stored.messageId, /^\d+$/);
  await assert.rejects(connection.ask({ sendNotice: { ...sendNotice, title: '春季运动会' } }), refusedWith('CONFLICT'));
  await assert.rejects(
    connection.ask({ sendNotice: { ...sendNotice, header: { ...sendNotice.header, clientId: 'AAAA' } } }),
    ({ error }) => error.code === 'ERROR_CODE_INVALID' && error.field === 'send_notice.header.client_id');
});

test('listens, acknowledges, and resumes where it was', limit, async () => {
  const { teacher, mother } = people;
  teacher.log.follow(teacher.connection);
  mother.log.follow(mother.connection);
  const first = await sendNotice('第一');
  await arrives(mother.log, first);
  await delivered(teacher.connection, first);
  const kept = mother.log.events.length;

  await lose(mother);
  const missed = await sendNotice('第二');
  await signInAgain(mother);
  const told = [];
  mother.log.on('event', (event) => told.push(event.messageId));
  mother.log.follow(mother.connection);
  assert.equal((await once(mother.log, 'resumed'))[0].afterSeq, String(kept));
  assert.equal((await arrives(mother.log, missed)).item.title, '第二');
  assert.deepEqual(told, [missed]);
  assert.deepEqual(mother.log.events.map((event) => event.seq),
    Array.from({ length: kept + 1 }, (_, index) => String(index + 1)));
});

test('takes a log from its start where the position is not one of it', limit, async () => {
  const { mother, mother: { log } } = people;
  const { epoch, events } = log;
  await lose(mother);
  await signInAgain(mother);
  log.epoch = String(BigInt(epoch) ^ 1n);  // as if the server had been restored from a backup
  log.follow(mother.connection);
  await once(log, 'resumed');
  assert.equal(log.epoch, epoch);
  while (log.events.length < events.length) await once(log, 'event');
  assert.deepEqual(log.events, events);
});

test('answers a slip after it was opened', limit, async () => {
  const { teacher, mother } = people;
  const slip = { options: [{ label: '参加' }, { label: '不参加', willNotTakePart: true }] };
  const { sendResult } = await teacher.connection.ask(
    { sendLetter: { header: header(), title: '研学活动', body: '周三下午。', slip } });
  const { messageId, children } = await arrives(mother.log, sendResult.stored.messageId);
  const answer = (option, predecessor) => mother.connection.ask({ answerSlip: { option, header: {
    member: mother.member, clientId: newClientId(), messageId, childId: children[0].childId, predecessor } } });
  await assert.rejects(answer(0, '0'), refusedWith('NOT_OPENED'));
  await mother.connection.ask({ markRead: { member: mother.member, messageId } });
  const { answered } = await answer(0, '0');
  await assert.rejects(answer(1, '0'), refusedWith('CONFLICT'));
  await answer(1, answered.answerId);
  const first = await arrives(mother.log, messageId, 'answer');
  assert.equal(first.answer.answerId, answered.answerId);
  assert.equal(first.answer.choice, 'CHOICE_SLIP');
  assert.equal(first.answer.slipOption ?? 0, 0);  // left out: its default
});

const vectors = (topic) => require(`../../../protocol/vectors/${topic}.json`).vectors;

test('keeps of a log what the vectors say', () => {
  for (const { name, kept, frames, expect } of vectors('following')) {
    const log = new Log({ schoolId: 1, memberId: 7 }, (action) => void action());
    log.epoch = kept.epoch;
    log.events = kept.seqs.map((seq) => ({ seq }));
    const connection = Object.assign(new EventEmitter(), { resumes: 0, tell() { this.resumes++; }, send() {} });
    log.follow(connection);
    for (const frame of frames) connection.emit('pushed', frame);
    assert.deepEqual({ epoch: log.epoch, seqs: log.events.map((event) => event.seq), resumes: connection.resumes - 1 },
      expect, name);
  }
});

test('reckons the hash of a form', () => {
  for (const { name, title, form, textSha256: hex } of vectors('text_sha256')) {
    assert.equal(Buffer.from(textSha256({ title, form }), 'base64').toString('hex'), hex, name);
  }
});

test('decides on a form by the text that it showed', limit, async () => {
  const { teacher, father } = people;
  father.log.follow(father.connection);
  const { sendResult } = await teacher.connection.ask({ sendForm: { header: header(), title: '参观博物馆', form: {
    purpose: '社会实践', body: '周三下午步行前往市博物馆。', deadlineMs: String(Date.now() + 86_400_000) } } });
  const { messageId, children, item } = await arrives(father.log, sendResult.stored.messageId);
  assert.equal(textSha256(item), item.textSha256);
  const decide = { choice: 'CHOICE_DECLINE', formVersion: item.form.version, textSha256: textSha256(item), header: {
    member: father.member, clientId: newClientId(), messageId, childId: children[0].childId } };
  await father.connection.ask({ markRead: { member: father.member, messageId } });
  await father.connection.ask({ decide });
  const { receipts } = await teacher.connection.ask({ getReceipts: { member: teacher.member, messageId } });
  assert.equal(receipts.summary.answered, 1);
  assert.equal(receipts.receipts.find((row) => row.answeredAtMs).choice, 'CHOICE_DECLINE');
});

test('asks about what was blocked, and hears that the principal released it', limit, async () => {
  await comesOnline('principal');
  const { teacher, mother, principal } = people;
  const text = '今晚语文：抄写第5课生字两遍，明早交。';
  const { messageId, deciders } = (await send('语文', text)).blocked;
  assert.deepEqual(deciders.map((decider) => decider.role), ['ROLE_PRINCIPAL']);
  const queue = () => principal.connection.reviews(principal.member, 'REVIEW_LIST_WAITING');
  assert.deepEqual(await queue(), []);  // nobody asked for it yet
  const decide = (reason) => principal.connection.decideReview(principal.member, messageId, 'RULING_RELEASE', reason);
  await assert.rejects(decide('同意。'), refusedWith('NOT_FOUND'));

  const askDecision = { member: teacher.member, messageId, comment: '有三名学生请假在家。' };
  const { decisionAsked } = await teacher.connection.ask({ askDecision });
  assert.deepEqual((await teacher.connection.ask({ askDecision })).decisionAsked, decisionAsked);
  const { reviewWaiting } = await arrives(principal.log, messageId, 'reviewWaiting');
  assert.equal(reviewWaiting.stopped, 'STOPPED_BLOCKED');
  const { review } = await principal.connection.ask({ getReview: { member: principal.member, messageId } });
  assert.deepEqual(await queue(), [review.entry]);
  assert.deepEqual([review.item.body, review.comment, review.mayDecide], [text, askDecision.comment, true]);

  await assert.rejects(decide(''), refusedWith('INVALID'));
  const decided = await decide('只此一次。');
  assert.equal(decided.counts, true);
  assert.deepEqual(await decide('只此一次。'), decided);
  assert.deepEqual((await arrives(teacher.log, messageId, 'reviewOutcome')).reviewOutcome.decision, decided.decision);
  assert.equal((await arrives(mother.log, messageId)).item.body, text);
  await arrives(principal.log, messageId, 'reviewOutcome');
  assert.deepEqual(await queue(), []);
});

test('hears that what was held is refused', limit, async () => {
  await comesOnline('leader');
  const { teacher, mother, leader, principal } = people;
  const { messageId, deciders } = (await send('通知', '请家长提醒孩子完成作业。')).held;
  assert.deepEqual(deciders.map((decider) => decider.role).sort(), ['ROLE_GRADE_LEADER', 'ROLE_PRINCIPAL']);
  await assert.rejects(teacher.connection.ask({ askDecision: { member: teacher.member, messageId } }),
    refusedWith('NOT_FOUND'));  // it waits by itself
  for (const { log } of [leader, principal]) {
    assert.equal((await arrives(log, messageId, 'reviewWaiting')).reviewWaiting.stopped, 'STOPPED_HELD');
  }
  const { decision } = await leader.connection.decideReview(
    leader.member, messageId, 'RULING_REFUSE', '作业由老师在校提醒。');
  const second = await principal.connection.decideReview(principal.member, messageId, 'RULING_RELEASE', '同意。');
  assert.equal(second.counts ?? false, false);
  assert.deepEqual(second.decision, decision);
  for (const { log } of [teacher, leader, principal]) {
    assert.deepEqual((await arrives(log, messageId, 'reviewOutcome')).reviewOutcome.decision, decision);
  }
  const mine = await teacher.connection.reviews(teacher.member, 'REVIEW_LIST_MINE');
  assert.deepEqual(mine.find((entry) => entry.messageId === messageId).decision, decision);
  await arrives(mother.log, await sendNotice('秋季运动会'));
  assert.ok(!mother.log.events.some((event) => event.messageId === messageId));  // no family heard of it
});

test('sends an urgent notice by its template', limit, async () => {
  const { teacher, mother } = people;
  const { urgentTemplates } = await teacher.connection.ask({ getUrgentTemplates: {} });
  const template = urgentTemplates.templates.find(({ id }) => id === 'bus-late');
  const values = { bus: '3', minutes: '20' };
  assert.deepEqual(template.slots.map((slot) => slot.name), Object.keys(values));
  for (const wrong of [{ bus: '3' }, { ...values, minutes: '很久' }, { ...values, stop: '学校正门' }]) {
    await assert.rejects(teacher.connection.sendUrgent(header(), template, wrong), refusedWith('INVALID'));
  }
  const { stored } = await teacher.connection.sendUrgent(header(), template, values);
  const { item } = await arrives(mother.log, stored.messageId);
  assert.equal(item.title, `【紧急】${template.titleZh}`);
  assert.equal(item.body, template.bodyZh.replace(/\{(\w+)\}/g, (_, name) => values[name]));
});

test('joins a further membership by its code', limit, async () => {
  const { mother } = people;
  const code = process.env.JIAXIN_CODE_NEIGHBOUR;
  const membership = await mother.connection.join(code);
  assert.deepEqual(membership.children.map((child) => child.name), ['欧阳若溪']);
  await assert.rejects(mother.connection.join(code), refusedWith('WRONG_CODE'));
  const log = new Log(membership.ref);
  log.follow(mother.connection);
  const messageId = await sendNotice('第三');
  assert.deepEqual((await arrives(log, messageId)).children.map((child) => child.name), ['欧阳若溪']);
  assert.deepEqual((await arrives(mother.log, messageId)).children.map((child) => child.name), ['罗乐怡']);
  await lose(mother);
  await signInAgain(mother);
  assert.deepEqual(mother.signedIn.memberships.find(({ personName }) => personName === '欧阳明').ref, membership.ref);
});

test('may write names and numbers otherwise, and what the server does not know', limit, async () => {
  const { connection, member } = people.teacher;
  await connection.ask({ ping: {}, colour: 'green' });
  const { receipts } = await connection.ask({ get_receipts: {
    member: { school_id: member.schoolId, member_id: member.memberId }, message_id: 1, colour: ['green'] } });
  assert.equal(receipts.summary.messageId, '1');
  await assert.rejects(connection.ask({ fly: {} }), refusedWith('UNKNOWN_REQUEST'));
});

// What comes before the connection ends, and the close code.
async function endedBy(misdeed) {
  const connection = await open();
  const pushed = [];
  connection.on('pushed', (frame) => pushed.push(frame));
  misdeed(connection.socket);
  const [code] = await once(connection, 'closed');
  return { code, error: pushed.at(-1)?.error, pushed: pushed.length };
}

for (const [what, code, misdeed] of [
  ['what is no JSON', 4400, (socket) => socket.send('{"requestId": ')],
  ['what is no frame', 4400, (socket) => socket.send('[]')],
  ['a field of the wrong type', 4400, (socket) => socket.send('{"requestId": "1", "ping": 5}')],
  ['a binary message', 1003, (socket) => socket.send(Buffer.from('{"requestId": "1", "ping": {}}'))],
]) {
  test(`is told of ${what}, then closed with ${code}`, limit, async () => {
    const end = await endedBy(misdeed);
    assert.equal(end.code, code);
    assert.equal(end.pushed, 1);
    assert.equal(end.error.name, 'INVALID');
  });
}

test('signs out, and the token is worthless', limit, async () => {
  const { mother } = people;
  const closed = once(mother.connection, 'closed');
  await mother.connection.ask({ signOut: {} });
  assert.equal((await closed)[0], 1000);
  const again = await open();
  await assert.rejects(again.signIn({ token: { token: mother.signedIn.token } }),
    ({ error }) => error.name === 'NOT_SIGNED_IN' && error.retry === 'RETRY_AFTER_SIGN_IN');
});
