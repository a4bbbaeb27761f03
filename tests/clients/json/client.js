'use strict';
// A Jiaxin device over jiaxin.v1.json: plain JSON by npm's ws, no protobuf library. It keeps its log in memory; a real
// app keeps events and position in one transaction on disk, as ../python/kept.py does.
const { createHash, randomBytes } = require('node:crypto');
const { EventEmitter, once } = require('node:events');
const WebSocket = require('ws');

class Refused extends Error {  // the server answered with an Error; nothing was changed
  constructor(error) {
    super(`${error.name} ${error.field ?? ''} ${error.textEn}`);
    this.error = error;
  }
}

class Lost extends Error {}  // the connection ended before the answer came: nobody knows whether it was done

const newClientId = () => randomBytes(16).toString('base64');

// Of a consent form as it is shown, reckoned from what is kept here, never copied from the item.
function textSha256(item) {
  const { purpose, body, agreeLabel = '同意', declineLabel = '不同意' } = item.form;
  const shown = [item.title, purpose, body, agreeLabel, declineLabel].join('\x1e');
  return createHash('sha256').update(shown).digest('base64');
}

// One WebSocket. Emits 'pushed' with each frame that answers no ask(), and 'closed' with the close code.
class Connection extends EventEmitter {
  static async open(url) {
    const socket = new WebSocket(url, 'jiaxin.v1.json', { perMessageDeflate: false, handshakeTimeout: 10_000 });
    const connection = new Connection(socket);
    await once(socket, 'open');
    socket.on('error', () => {});  // 'close' follows and says all
    return connection;
  }

  constructor(socket) {
    super();
    this.socket = socket;
    this.number = 0;
    this.waiting = new Map();  // requestId -> [resolve, reject]
    this.heartbeatMs = 45_000;
    socket.on('message', (data) => { this.#alive(); this.#take(JSON.parse(data.toString())); });
    socket.on('ping', () => this.#alive());
    socket.on('close', (code) => this.#ended(code));
  }

  // Sends one request, e.g. ask({ ping: {} }), and resolves with its answer, e.g. { requestId: '1', pong: {…} }.
  ask(body) {
    const requestId = String(++this.number);
    return new Promise((resolve, reject) => {
      this.waiting.set(requestId, [resolve, reject]);
      this.send({ requestId, ...body });
    });
  }

  // Sends one request whose answer comes as 'pushed', in its place among what is pushed.
  tell(body) { this.send({ requestId: String(++this.number), ...body }); }

  send(frame) { this.socket.send(JSON.stringify(frame)); }

  async signIn(how) {
    const { signedIn } = await this.ask({ signIn: { deviceName: 'JavaScript', ...how } });
    this.heartbeatMs = signedIn.heartbeatMs;
    return signedIn;
  }

  // Adds the membership of this code; a new Log follows it.
  async join(code) { return (await this.ask({ joinMembership: { code } })).membershipJoined.membership; }

  // template: one of GetUrgentTemplates; values: what comes into its slots, by their names.
  async sendUrgent(header, template, values) {
    const slots = Object.entries(values).map(([name, value]) => ({ name, value }));
    return (await this.ask({ sendUrgent: { header, templateId: template.id, slots } })).sendResult;
  }

  // All pages of one list, e.g. 'REVIEW_LIST_WAITING'.
  async reviews(member, list) {
    const found = [];
    let pageToken;
    do {
      const { reviews } = await this.ask({ listReviews: { member, list, pageToken } });
      found.push(...reviews.reviews ?? []);
      pageToken = reviews.nextPageToken;
    } while (pageToken);
    return found;
  }

  // ruling: 'RULING_RELEASE' or 'RULING_REFUSE'. The decision that stands, which may be another's.
  async decideReview(member, messageId, ruling, reason) {
    return (await this.ask({ decideReview: { member, messageId, ruling, reason } })).reviewDecided;
  }

  async close() {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close(1000);
    await once(this, 'closed');
  }

  #take(frame) {
    const waiter = this.waiting.get(frame.requestId);
    if (!waiter) return void this.emit('pushed', frame);
    this.waiting.delete(frame.requestId);
    if (frame.error) waiter[1](new Refused(frame.error));
    else waiter[0](frame);
  }

  #alive() {  // who hears nothing for two heartbeats has lost the connection
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket.terminate(), 2 * this.heartbeatMs);
  }

  #ended(code) {
    clearTimeout(this.silence);
    for (const [, reject] of this.waiting.values()) reject(new Lost(`closed with ${code}`));
    this.waiting.clear();
    this.emit('closed', code);
  }
}

// One log, followed over one connection after the other. Emits 'event' for each that is new, and 'resumed'.
class Log extends EventEmitter {
  constructor(member, later = setTimeout) {
    super();
    this.member = member;
    this.later = later;
    this.epoch = '0';
    this.events = [];  // kept
  }

  get seq() { return this.events.at(-1)?.seq ?? '0'; }

  // Once per connection. Resumed and the batches behind it are taken in the order in which they come.
  follow(connection) {
    connection.on('closed', () => { this.acknowledging = clearTimeout(this.acknowledging); });
    connection.on('pushed', (frame) => {
      if (same(frame.resumed?.member, this.member)) this.#start(frame.resumed);
      if (same(frame.eventBatch?.member, this.member)) this.#take(connection, frame.eventBatch);
    });
    this.#resume(connection);
  }

  #resume(connection) {
    this.resumed = false;
    this.acknowledging = clearTimeout(this.acknowledging);
    connection.tell({ resume: { member: this.member, epoch: this.epoch, afterSeq: this.seq } });
  }

  #start(resumed) {
    if (resumed.reset || resumed.epoch !== this.epoch) this.events = [];
    this.epoch = resumed.epoch;
    this.resumed = true;
    this.emit('resumed', resumed);
  }

  #take(connection, batch) {
    if (!this.resumed) return;
    if (batch.epoch !== this.epoch) return this.#gap(connection);
    for (const event of batch.events) {
      const next = BigInt(this.seq) + 1n;  // 64 bits are more than a JavaScript number holds
      if (BigInt(event.seq) < next) continue;
      if (BigInt(event.seq) > next) return this.#gap(connection);
      this.events.push(event);
      this.emit('event', event);
    }
    this.acknowledging ??= this.later(() => this.#acknowledge(connection), 200);
  }

  #acknowledge(connection) {  // covers all before it
    this.acknowledging = undefined;
    connection.send({ ack: { member: this.member, epoch: this.epoch, seq: this.seq } });
  }

  #gap(connection) {  // something is wrong, and asking faster than once a second does not help
    this.resumed = false;
    const again = this.later(() => this.#resume(connection), 1000);
    connection.on('closed', () => clearTimeout(again));
  }
}

function same(a, b) { return a && a.schoolId === b.schoolId && a.memberId === b.memberId; }

module.exports = { Connection, Log, Lost, Refused, newClientId, textSha256 };
