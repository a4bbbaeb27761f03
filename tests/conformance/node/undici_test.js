'use strict';
// undici's WebSocket, which has the interface of browsers, as a client of the transport.

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { WebSocket } = require('undici');
const { EDGES, Inbox, JSON_TEXT, LIMIT, PROTO, echoServer } = require('./support.js');

const happened = (target, event) => new Promise((resolve) => target.addEventListener(event, resolve, { once: true }));

describe('undici', () => {
  const server = echoServer();

  async function open(protocols = PROTO) {
    const socket = new WebSocket(server.url, protocols);
    const inbox = new Inbox();
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', (event) => inbox.put(event.data));
    const closed = happened(socket, 'close');
    closed.then((event) => inbox.end(`closed with ${event.code}`));
    await happened(socket, 'open');
    assert.equal(socket.readyState, WebSocket.OPEN);
    return { socket, inbox, closed };
  }

  async function close({ socket, closed }) {
    socket.close(1000);
    assert.equal((await closed).code, 1000);
  }

  it('hears binary messages of every size as they were', LIMIT, async () => {
    const client = await open();
    for (const size of EDGES) {
      const sent = new Uint8Array(size).fill(size % 251);
      client.socket.send(sent);
      assert.deepEqual(new Uint8Array(await client.inbox.next()), sent);
    }
    await close(client);
  });

  it('sends every type of data and hears what binaryType says', LIMIT, async () => {
    const client = await open();
    const bytes = new Uint8Array([1, 2, 3, 4]);
    for (const data of [bytes, bytes.buffer, new DataView(bytes.buffer), new Blob([bytes])]) {
      client.socket.send(data);
      assert.deepEqual(new Uint8Array(await client.inbox.next()), bytes);
    }
    client.socket.binaryType = 'blob';
    client.socket.send(bytes);
    const blob = await client.inbox.next();
    assert.ok(blob instanceof Blob);
    assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), bytes);
    await close(client);
  });

  it('hears texts as strings', LIMIT, async () => {
    const client = await open(JSON_TEXT);
    for (const text of ['', '家信', '𠮷'.repeat(100), 'x'.repeat(131072)]) {
      client.socket.send(text);
      assert.equal(await client.inbox.next(), text);
    }
    await close(client);
  });

  it('counts what is buffered down to nothing', LIMIT, async () => {
    const client = await open();
    for (let i = 0; i < 1000; ++i) client.socket.send(new Uint8Array(4000).fill(i % 251));
    assert.ok(client.socket.bufferedAmount > 0);
    for (let i = 0; i < 1000; ++i) assert.equal(new Uint8Array(await client.inbox.next())[3999], i % 251);
    assert.equal(client.socket.bufferedAmount, 0);
    await close(client);
  });

  it('closes cleanly with its own code', LIMIT, async () => {
    for (const code of [1000, 3000, 4000, 4999]) {
      const client = await open();
      client.socket.close(code, '再见');
      assert.equal(client.socket.readyState, WebSocket.CLOSING);
      const event = await client.closed;
      assert.equal(event.code, code);
      assert.ok(event.wasClean);
      assert.equal(client.socket.readyState, WebSocket.CLOSED);
    }
  });

  it('closes cleanly with the code and the reason of the server', LIMIT, async () => {
    for (const code of [1000, 1003, 1009, 1012, 4400, 4401, 4408, 4409]) {
      const client = await open();
      client.socket.send(new TextEncoder().encode(`echo-server: close ${code} 再见`));
      const event = await client.closed;
      assert.deepEqual([event.code, event.reason, event.wasClean], [code, '再见', true]);
    }
  });

  it('hears why it is closed for what is too large or of the wrong kind', LIMIT, async () => {
    const large = await open();
    large.socket.send(new Uint8Array(65537));
    assert.equal((await large.closed).code, 1009);
    const text = await open();
    text.socket.send('text');
    assert.equal((await text.closed).code, 1003);
  });

  it('agrees on a subprotocol and on no extension, though it offers one', LIMIT, async () => {
    const client = await open(['chat', JSON_TEXT]);
    assert.deepEqual([client.socket.protocol, client.socket.extensions], [JSON_TEXT, '']);
    await close(client);
  });

  it('fails without a subprotocol that the server knows', LIMIT, async () => {
    const socket = new WebSocket(server.url, 'chat');
    await happened(socket, 'error');
    assert.notEqual(socket.readyState, WebSocket.OPEN);
  });
});
