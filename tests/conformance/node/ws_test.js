'use strict';
// npm's ws as a client of the transport. Numbers in brackets are sections of RFC 6455.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const { describe, it } = require('node:test');
const WebSocket = require('ws');
const { EDGES, Inbox, JSON_TEXT, LIMIT, PROTO, echoServer } = require('./support.js');

describe('ws', () => {
  const server = echoServer();

  async function open(protocols = PROTO, options = {}) {
    const socket = new WebSocket(server.url, protocols, options);
    const inbox = new Inbox();
    const pongs = new Inbox();
    socket.on('message', (data, isBinary) => inbox.put({ data, isBinary }));
    socket.on('pong', (data) => pongs.put(data));
    const closed = new Promise((resolve) => socket.on('close', (code, reason) => {
      inbox.end(`closed with ${code}`);
      resolve({ code, reason: reason.toString() });
    }));
    await once(socket, 'open');
    return { socket, inbox, pongs, closed };
  }

  async function close({ socket, closed }) {
    socket.close(1000);
    assert.equal((await closed).code, 1000);
  }

  async function statusOf(url, protocols, options) {
    const socket = new WebSocket(url, protocols, options);
    const [request, response] = await once(socket, 'unexpected-response');
    request.destroy();
    return response.statusCode;
  }

  it('hears binary messages of every size as they were', LIMIT, async () => {
    const client = await open();
    for (const size of EDGES) {
      client.socket.send(Buffer.alloc(size, 'x'));
      const { data, isBinary } = await client.inbox.next();
      assert.ok(isBinary && data.equals(Buffer.alloc(size, 'x')), `${size} bytes`);
    }
    await close(client);
  });

  it('hears text messages of every size as they were', LIMIT, async () => {
    const client = await open(JSON_TEXT);
    for (const text of [...EDGES.map((size) => 'x'.repeat(size)), '家'.repeat(43690), 'x'.repeat(131072)]) {
      client.socket.send(text);
      const { data, isBinary } = await client.inbox.next();
      assert.ok(!isBinary && data.toString() === text, `${text.length} characters`);
    }
    await close(client);
  });

  it('may fragment its messages, with pings between [5.4]', LIMIT, async () => {
    const client = await open();
    for (let i = 0; i < 100; ++i) {
      client.socket.send(Buffer.from([i]), { fin: i === 99 });
      if (i % 10 === 0) client.socket.ping(`ping ${i}`);
    }
    assert.deepEqual([...(await client.inbox.next()).data], [...Array(100).keys()]);
    for (let i = 0; i < 100; i += 10) assert.equal((await client.pongs.next()).toString(), `ping ${i}`);
    await close(client);
  });

  it('gets each ping back with its payload [5.5.3]', LIMIT, async () => {
    const client = await open();
    for (const size of [0, 1, 124, 125]) {
      client.socket.ping(Buffer.alloc(size, 'p'));
      assert.deepEqual(await client.pongs.next(), Buffer.alloc(size, 'p'));
    }
    client.socket.pong('nobody asked');
    await close(client);
  });

  it('hears its own code when it closes [5.5.1]', LIMIT, async () => {
    for (const code of [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4000, 4999]) {
      const client = await open();
      client.socket.close(code, '再见');
      assert.equal((await client.closed).code, code);
    }
  });

  it('hears the code and the reason when the server closes', LIMIT, async () => {
    for (const code of [1000, 1003, 1009, 1012, 4400, 4401, 4408, 4409]) {
      const client = await open();
      client.socket.send(Buffer.from(`echo-server: close ${code} 再见`));
      assert.deepEqual(await client.closed, { code, reason: '再见' });
    }
  });

  it('hears why it is closed for a message that is too large, while it still sends', LIMIT, async () => {
    const client = await open();
    client.socket.on('error', () => {});
    client.socket.send(Buffer.alloc(4_000_000));
    assert.equal((await client.closed).code, 1009);
  });

  it('is closed for the wrong kind of message', LIMIT, async () => {
    for (const [protocol, message] of [[PROTO, 'text'], [JSON_TEXT, Buffer.from('{}')]]) {
      const client = await open(protocol);
      client.socket.send(message);
      assert.equal((await client.closed).code, 1003);
    }
  });

  it('may send 1,000 messages before it reads one', LIMIT, async () => {
    const client = await open();
    const other = await open();
    client.socket.pause();
    const message = (i) => Buffer.alloc(40_000, String(i));
    const all = Array.from({ length: 1000 }, (_, i) => new Promise((sent) => client.socket.send(message(i), sent)));
    for (let i = 0; i < 500; ++i) { // the server has its turns meanwhile
      other.socket.send(Buffer.from('tick'));
      await other.inbox.next();
    }
    assert.ok(client.socket.bufferedAmount > 0, 'the server took 40 MB from a client that reads nothing');
    client.socket.resume();
    for (let i = 0; i < 1000; ++i) assert.ok((await client.inbox.next()).data.equals(message(i)), `message ${i}`);
    await Promise.all(all);
    assert.equal(client.socket.bufferedAmount, 0);
    await close(client);
    await close(other);
  });

  it('may be pushed more than it reads', LIMIT, async () => {
    const client = await open();
    client.socket.pause();
    client.socket.send(Buffer.from('echo-server: push 200 60000'));
    client.socket.send(Buffer.from('and then'));
    client.socket.resume();
    for (let i = 0; i < 200; ++i) assert.equal((await client.inbox.next()).data.length, 60000);
    assert.equal((await client.inbox.next()).data.toString(), 'and then');
    await close(client);
  });

  it('offers compression and goes without [9.1]', LIMIT, async () => {
    const client = await open(PROTO, { perMessageDeflate: { threshold: 0 } });
    assert.equal(client.socket.extensions, '');
    client.socket.send(Buffer.alloc(10_000));
    assert.equal((await client.inbox.next()).data.length, 10_000);
    await close(client);
  });

  it('is one of many', LIMIT, async () => {
    const clients = await Promise.all(Array.from({ length: 300 }, () => open()));
    await Promise.all(clients.map(async (client, i) => {
      for (let round = 0; round < 5; ++round) {
        client.socket.send(Buffer.from(`${i} ${round}`));
        assert.equal((await client.inbox.next()).data.toString(), `${i} ${round}`);
      }
      await close(client);
    }));
  });

  it('agrees on the first subprotocol that the server knows [4.2.2]', LIMIT, async () => {
    const cases = [[['chat', PROTO], PROTO], [[JSON_TEXT, PROTO], JSON_TEXT], [[PROTO, JSON_TEXT], PROTO]];
    for (const [asked, agreed] of cases) {
      const client = await open(asked);
      assert.equal(client.socket.protocol, agreed);
      await close(client);
    }
  });

  it('is refused without a subprotocol, from a strange page, at another address', LIMIT, async () => {
    assert.equal(await statusOf(server.url, []), 400);
    assert.equal(await statusOf(server.url, ['chat', PROTO.toUpperCase()]), 400);
    assert.equal(await statusOf(server.url, PROTO, { origin: 'https://elsewhere.example' }), 403);
    assert.equal(await statusOf(`${server.url}/x`, PROTO), 404);
    assert.equal(await statusOf(server.url, PROTO, { protocolVersion: 8 }), 426);
  });

  it('may vanish', LIMIT, async () => {
    const gone = await open();
    gone.socket.send(Buffer.alloc(60_000));
    gone.socket.terminate();
    assert.equal((await gone.closed).code, 1006);
    const client = await open();
    client.socket.send(Buffer.from('still there?'));
    assert.equal((await client.inbox.next()).data.toString(), 'still there?');
    await close(client);
  });
});
