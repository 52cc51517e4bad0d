// The envelope of a ballot: RSABSSA-SHA384-PSS-Deterministic (RFC 9474) and what it stands on, in
// numbers of any size. Needs nothing but BigInt; knows no page and no network.
var Blind = (function () {
  "use strict";
  // No literals like 1n: an old browser must read this file to say that it is too old.
  var big = typeof BigInt === "function" ? BigInt : Number;
  const ZERO = big(0), ONE = big(1), TWO = big(2);

  const concat = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    return whole;
  };
  const text = (string) => new TextEncoder().encode(string);
  const hex = (bytes) => Array.from(bytes, (byte) => (256 + byte).toString(16).slice(1)).join("");
  const number = (bytes) => big("0x0" + hex(bytes));
  const bytes = (value, length) =>
    Uint8Array.from(value.toString(16).padStart(2 * length, "0").match(/../g), (two) => parseInt(two, 16));

  // SHA-2 (FIPS 180-4). Its constants are the first bits behind the point of square and cube
  // roots of primes; those of SHA-256 begin those of the longer words.
  function root(value, degree) {
    let guess = ONE << big(Math.ceil(value.toString(2).length / degree));
    for (;;) {
      let power = value;
      for (let i = 1; i < degree; i++) power /= guess;
      const next = (big(degree - 1) * guess + power) / big(degree);
      if (next >= guess) return guess;
      guess = next;
    }
  }
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (prime, degree) => BigInt.asUintN(64, root(big(prime) << big(64 * degree), degree));
  // Computed at the first hash.
  let cubes;
  const TURNS = {
    32: [2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10],
    64: [28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6],
  };

  function sha2(size, rounds, start, message) {
    const bits = big(size), cut = big(64 - size), block = size * 2;
    const word = (value) => BigInt.asUintN(size, value);
    const turns = TURNS[size].map(big);
    const turn = (x, by) => (x >> by) | word(x << (bits - by));
    const sum = (x, i) => turn(x, turns[i]) ^ turn(x, turns[i + 1]) ^ turn(x, turns[i + 2]);
    const mix = (x, i) => turn(x, turns[i]) ^ turn(x, turns[i + 1]) ^ (x >> turns[i + 2]);
    cubes = cubes || primes.map((prime) => fraction(prime, 3));
    let state = primes.slice(start, start + 8).map((prime) => fraction(prime, 2) >> cut);

    const fill = block - 1 - (message.length + size / 4) % block;
    const padded = concat(message, [128], new Uint8Array(fill), bytes(big(message.length * 8), size / 4));
    for (let at = 0; at < padded.length; at += block) {
      const w = [];
      for (let i = 0; i < rounds; i++)
        w[i] = i < 16
          ? number(padded.subarray(at + i * size / 8, at + (i + 1) * size / 8))
          : word(w[i - 16] + mix(w[i - 15], 6) + w[i - 7] + mix(w[i - 2], 9));
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < rounds; i++) {
        const one = h + sum(e, 3) + ((e & f) ^ (word(~e) & g)) + (cubes[i] >> cut) + w[i];
        const two = sum(a, 0) + ((a & b) ^ (a & c) ^ (b & c));
        [h, g, f, e, d, c, b, a] = [g, f, e, word(d + one), c, b, a, word(one + two)];
      }
      state = [a, b, c, d, e, f, g, h].map((value, i) => word(value + state[i]));
    }
    return concat(...state.map((value) => bytes(value, size / 8)));
  }
  const sha256 = (message) => sha2(32, 64, 0, message);
  const sha384 = (message) => sha2(64, 80, 8, message).subarray(0, 48);

  // EMSA-PSS (RFC 8017, section 9.1) with SHA-384 and a salt of 48 bytes.
  function mask(block, seed) {
    let stream = new Uint8Array(0);
    for (let i = 0; stream.length < block.length; i++)
      stream = concat(stream, sha384(concat(seed, bytes(big(i), 4))));
    const masked = block.map((byte, i) => byte ^ stream[i]);
    masked[0] &= 127;
    return masked;
  }
  function encode(message, salt, length) {
    const digest = sha384(concat(new Uint8Array(8), sha384(message), salt));
    const block = concat(new Uint8Array(length - 98), [1], salt);
    return concat(mask(block, digest), digest, [188]);
  }

  function power(base, exponent, n) {
    let result = ONE;
    for (; exponent > ZERO; exponent >>= ONE, base = base * base % n)
      if (exponent & ONE) result = result * base % n;
    return result;
  }
  // Nothing where there is no inverse.
  function inverse(value, n) {
    let [r, s, next, t] = [n, ZERO, value % n, ONE];
    while (next > ZERO) {
      const q = r / next;
      [r, s, next, t] = [next, t, r - q * next, s - q * t];
    }
    return r === ONE ? (s + n) % n : null;
  }

  // A key of 2048 bits with the exponent 65537, as SubjectPublicKeyInfo has exactly one way to
  // write it; nothing for any other bytes.
  function readKey(spki) {
    const head = "30820122300d06092a864886f70d01010105000382010f003082010a0282010100";
    const found = new RegExp("^" + head + "([89a-f][0-9a-f]{511})0203010001$").exec(hex(spki));
    return found && { n: big("0x" + found[1]), e: big(65537), length: 256, id: sha256(spki) };
  }

  // Blind: what is sent, and what takes the stamp out again. `draw` gives random bytes.
  function blind(key, message, draw) {
    const encoded = number(encode(message, draw(48), key.length));
    for (;;) {
      const factor = number(draw(key.length));
      const inv = factor > ZERO && factor < key.n && inverse(factor, key.n);
      if (!inv || inverse(encoded, key.n) === null) continue;
      const blinded = encoded * power(factor, key.e, key.n) % key.n;
      return { blinded: bytes(blinded, key.length), inv: bytes(inv, key.length) };
    }
  }

  // Finalize: the signature, or nothing when it is not one on this message.
  function finalize(key, message, stamp, inv) {
    const signature = number(stamp) * number(inv) % key.n;
    const encoded = bytes(power(signature, key.e, key.n), key.length);
    const digest = encoded.subarray(-49, -1);
    const salt = mask(encoded.subarray(0, -49), digest).subarray(-48);
    const fits = hex(encode(message, salt, key.length)) === hex(encoded);
    return fits ? bytes(signature, key.length) : null;
  }

  const toBase64 = (raw) =>
    btoa(String.fromCharCode(...raw)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  const fromBase64 = (string) =>
    Uint8Array.from(atob(string.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  // The first 80 bits in 16 characters, as fingerprints are written.
  const print = (raw) => {
    const five = number(raw.subarray(0, 10)).toString(2).padStart(80, "0").match(/.{5}/g);
    return five.map((bits) => CROCKFORD[parseInt(bits, 2)]).join("");
  };
  // A typed code in its one writing, or nothing: width, case, blanks and hyphens do not matter.
  const readCode = (typed) => {
    const plain = typed.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212-]/g, "");
    const code = plain.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
    return new RegExp("^[" + CROCKFORD + "]{20}$").test(code) ? code : null;
  };

  // Whether this browser computes as it must: FIPS 180-4's own example, and PSS's arithmetic.
  const works = () =>
    hex(sha256(text("abc"))).startsWith("ba7816bf8f01cfea414140de5dae2223") &&
    hex(sha384(text("abc"))).startsWith("cb00753f45a35e8bb5a03d699ac65007") &&
    power(inverse(big(3), big(11)), TWO, big(11)) === big(5);

  return { concat, text, hex, sha256, sha384, readKey, blind, finalize, toBase64, fromBase64, print, readCode, works };
})();
if (typeof module === "object") module.exports = Blind;
