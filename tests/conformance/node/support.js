'use strict';
// What the tests on Node.js share: the server under test, and messages as something to wait for.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { after, before } = require('node:test');
const readline = require('node:readline');

const PROTO = 'jiaxin.v1.proto'; // binary messages of up to 65536 bytes
const JSON_TEXT = 'jiaxin.v1.json'; // text messages of up to 131072 bytes
const EDGES = [0, 1, 125, 126, 127, 65535, 65536];
const LIMIT = { timeout: 60_000 }; // milliseconds, for every test

// For a describe(): one process for its tests, ended by the end of its standard input.
function echoServer() {
  const server = { url: '', port: 0 };
  let process_;
  before(async () => {
    process_ = spawn(process.env.JIAXIN_ECHO_SERVER, { stdio: ['pipe', 'pipe', 'inherit'] });
    const [line] = await once(readline.createInterface({ input: process_.stdout }), 'line');
    server.port = Number(line);
    server.url = `ws://127.0.0.1:${server.port}/ws`;
  });
  after(async () => {
    process_.stdin.end();
    const [status] = await once(process_, 'exit');
    assert.equal(status, 0);
  });
  return server;
}

// Values in the order they were put, each for one next(). end() makes every later next() fail.
class Inbox {
  #values = [];
  #waiting = [];
  #ended = null;

  put(value) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve(value);
    else this.#values.push(value);
  }
  end(reason) {
    this.#ended = new Error(reason);
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#ended);
  }
  next() {
    if (this.#values.length > 0) return Promise.resolve(this.#values.shift());
    if (this.#ended) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }
}

module.exports = { EDGES, Inbox, JSON_TEXT, LIMIT, PROTO, echoServer };
