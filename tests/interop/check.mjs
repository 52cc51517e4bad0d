// static/blind.js and static/survey.js under node. `node check.mjs vector|hashes|independent|wording`;
// what does not come out right is thrown.
import assert from "node:assert";
import crypto from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Blind = require("../../static/blind.js");
const here = (name) => new URL(name, import.meta.url);
const draw = (length) => new Uint8Array(crypto.randomBytes(length));

const checks = {
  vector() {
    const vector = require("../../src/domain/credentials/rfc9474.json");
    const check = (0, eval)(fs.readFileSync(here("vector.js"), "utf8"));
    assert.equal(check(Blind, vector), "");
    // The control: an example that is not the published one.
    assert.notEqual(check(Blind, { ...vector, msg: vector.msg.replace(/^../, "00") }), "");
  },

  hashes() {
    for (const length of [...Array(260).keys(), 1000]) {
      const message = draw(length);
      const hash = (name) => crypto.createHash(name).update(message).digest("hex");
      assert.equal(Blind.hex(Blind.sha256(message)), hash("sha256"));
      assert.equal(Blind.hex(Blind.sha384(message)), hash("sha384"));
    }
  },

  // Our browser with their issuer, and their browser's signature under our eyes.
  async independent() {
    const { RSABSSA } = await import("@cloudflare/blindrsa-ts");
    const theirs = RSABSSA.SHA384.PSS.Deterministic();
    const publicExponent = Uint8Array.of(1, 0, 1);
    const pair = await theirs.generateKey({ modulusLength: 2048, publicExponent });
    const spki = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
    // Node writes the key down as plain RSA, which is how the page carries it.
    const key = Blind.readKey(spki);
    assert.ok(key);
    for (let round = 0; round < 10; round++) {
      const message = draw(98);
      const { blinded, inv } = Blind.blind(key, message, draw);
      const stamp = await theirs.blindSign(pair.privateKey, blinded);
      const signature = Blind.finalize(key, message, stamp, inv);
      assert.ok(await theirs.verify(pair.publicKey, signature, message));
      assert.equal(Blind.finalize(key, draw(98), stamp, inv), null, "another message");
      const envelope = await theirs.blind(pair.publicKey, message);
      const again = await theirs.blindSign(pair.privateKey, envelope.blindedMsg);
      assert.ok(Blind.finalize(key, message, again, envelope.inv));
    }
  },

  // Texts with what the server makes of them, one pair a line.
  wording() {
    const { normalise } = require("../../static/survey.js");
    const pairs = fs.readFileSync(0, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    assert.ok(pairs.length > 1000);
    for (const [raw, expected] of pairs) assert.equal(normalise(raw), expected, JSON.stringify(raw));
  },
};
await checks[process.argv[2]]();
console.log("checked", process.argv[2]);
