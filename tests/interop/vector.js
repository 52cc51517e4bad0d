// The published example of RFC 9474, appendix A.3, through Blind and Finalize; for node and for a
// browser. Gives what came out otherwise than published, and whether a flipped bit is noticed.
(Blind, vector) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const number = (hex) => BigInt("0x" + hex);
  const n = number(vector.n);
  // The example gives the inverse; the factor that was drawn is its inverse in turn.
  let [r, s, next, t] = [n, 0n, number(vector.inv), 1n];
  while (next) {
    const q = r / next;
    [r, s, next, t] = [next, t, r - q * next, s - q * t];
  }
  const factor = ((s + n) % n).toString(16).padStart(vector.n.length, "0");
  const drawn = [bytes(vector.salt), bytes(factor)];
  const key = { n, e: number(vector.e), length: vector.n.length / 2 };
  const { blinded, inv } = Blind.blind(key, bytes(vector.msg), () => drawn.shift());
  const stamp = bytes(vector.blind_sig);
  const signature = Blind.finalize(key, bytes(vector.msg), stamp, inv);
  stamp[7] ^= 1;
  const flipped = Blind.finalize(key, bytes(vector.msg), stamp, inv);
  const other = Object.entries({ blinded_msg: blinded, inv, sig: signature })
    .filter(([name, value]) => value === null || Blind.hex(value) !== vector[name])
    .map(([name]) => name);
  return other.concat(flipped === null ? [] : ["a flipped bit"]).join();
};
