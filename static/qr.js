// Draws a text as a QR code (ISO/IEC 18004): bytes, version 15, level L, mask 0, which is all that
// one link of known length needs. Draws nothing for a text that does not fit into 520 bytes.
var Qr = (function () {
  "use strict";
  const SIZE = 77, ROOM = 520, CHECKS = 22, BLOCKS = [87, 87, 87, 87, 87, 88];
  const ALIGNMENTS = [6, 26, 48, 70];
  // Level and mask, and the version, each with its own check digits, as the standard lists them.
  const FORMAT = 0x77c4, VERSION = 0x0f928;

  // Arithmetic of bytes modulo x^8 + x^4 + x^3 + x^2 + 1.
  function times(a, b) {
    let product = 0;
    for (let bit = 7; bit >= 0; bit--)
      product = (product << 1) ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
    return product;
  }
  const divisor = new Array(CHECKS).fill(0);
  divisor[CHECKS - 1] = 1;
  for (let i = 0, root = 1; i < CHECKS; i++, root = times(root, 2))
    for (let j = 0; j < CHECKS; j++) divisor[j] = times(divisor[j], root) ^ (divisor[j + 1] || 0);
  function checks(block) {
    const rest = new Array(CHECKS).fill(0);
    for (const byte of block) {
      const factor = byte ^ rest.shift();
      rest.push(0);
      divisor.forEach((digit, i) => (rest[i] ^= times(digit, factor)));
    }
    return rest;
  }

  // Blocks in turn, byte by byte: what is torn out somewhere is a little of each.
  function inTurn(blocks) {
    const all = [];
    for (let i = 0; i < 88; i++) for (const block of blocks) if (i < block.length) all.push(block[i]);
    return all;
  }
  function codewords(bytes) {
    const two = (value, width) => value.toString(2).padStart(width, "0");
    const bits = "0100" + two(bytes.length, 16) + Array.from(bytes, (byte) => two(byte, 8)).join("") + "0000";
    const data = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
    for (let i = 0; data.length < ROOM + 3; i++) data.push(i % 2 ? 0x11 : 0xec);
    let at = 0;
    const blocks = BLOCKS.map((length) => data.slice(at, (at += length)));
    return inTurn(blocks).concat(inTurn(blocks.map(checks)));
  }

  // Rows of modules, true for dark; nothing for a text that is too long.
  function modules(text) {
    const bytes = new TextEncoder().encode(text);
    if (bytes.length > ROOM) return null;
    const rows = Array.from({ length: SIZE }, () => new Array(SIZE));
    const set = (x, y, dark) => { if (rows[y] && x >= 0 && x < SIZE) rows[y][x] = Boolean(dark); };
    const square = (x, y, radius, isDark) => {
      for (let dy = -radius; dy <= radius; dy++)
        for (let dx = -radius; dx <= radius; dx++) set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    };
    for (let i = 0; i < SIZE; i++) { set(6, i, i % 2 === 0); set(i, 6, i % 2 === 0); }
    for (const [x, y] of [[3, 3], [SIZE - 4, 3], [3, SIZE - 4]]) square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
    for (const x of ALIGNMENTS)
      for (const y of ALIGNMENTS) {
        const isFinder = (x === 6 && y !== 26 && y !== 48) || (y === 6 && x === 70);
        if (!isFinder) square(x, y, 2, (ring) => ring !== 1);
      }
    for (let i = 0; i < 15; i++) {
      const bit = FORMAT >> i & 1;
      if (i < 8) { set(8, i < 6 ? i : i + 1, bit); set(SIZE - 1 - i, 8, bit); }
      else { set(i === 8 ? 7 : 14 - i, 8, bit); set(8, SIZE - 15 + i, bit); }
    }
    set(8, SIZE - 8, true);
    for (let i = 0; i < 18; i++) {
      const [a, b, bit] = [SIZE - 11 + i % 3, Math.floor(i / 3), VERSION >> i & 1];
      set(a, b, bit);
      set(b, a, bit);
    }
    // What is left is filled in pairs of columns from the right, up and down.
    const words = codewords(bytes);
    let i = 0;
    for (let right = SIZE - 1; right > 0; right -= right === 8 ? 3 : 2)
      for (let step = 0; step < SIZE; step++)
        for (const x of [right, right - 1]) {
          const y = (right + 1 & 2) === 0 ? SIZE - 1 - step : step;
          if (rows[y][x] !== undefined) continue;
          const bit = words[i >> 3] >> (7 - (i & 7)) & 1;
          set(x, y, bit ^ (x + y + 1) % 2);
          i++;
        }
    return rows;
  }

  // The picture, with the quiet zone around it, dark on white whatever the page looks like.
  function draw(text) {
    const rows = modules(text);
    if (!rows) return null;
    const make = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
      return element;
    };
    const path = rows.map((row, y) => row.map((dark, x) => (dark ? `M${x},${y}h1v1h-1z` : "")).join("")).join("");
    const picture = make("svg", { viewBox: [-4, -4, SIZE + 8, SIZE + 8].join(" "), "shape-rendering": "crispEdges" });
    picture.append(
      make("rect", { x: -4, y: -4, width: SIZE + 8, height: SIZE + 8, fill: "#fff" }), make("path", { d: path, fill: "#000" }));
    return picture;
  }

  return { draw, modules };
})();
if (typeof module === "object") module.exports = Qr;
