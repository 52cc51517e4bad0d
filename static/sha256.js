// SHA-256 (FIPS 180-4) of bytes, for old browsers and for pages without TLS, where browsers keep
// their own to themselves. The constants are the first 32 bits of the fractions of the square and
// cube roots of the first primes, computed here. ES5.
var sha256 = (function () {
  "use strict";
  var roots = { square: [], cube: [] };
  for (var number = 2; roots.cube.length < 64; number++) {
    var isPrime = true;
    for (var divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor === 0) isPrime = false;
    }
    if (isPrime) {
      roots.square.push(fraction(Math.sqrt(number)));
      roots.cube.push(fraction(Math.cbrt ? Math.cbrt(number) : Math.pow(number, 1 / 3)));
    }
  }
  function fraction(root) { return ((root - Math.floor(root)) * 4294967296) | 0; }
  function turn(word, by) { return (word >>> by) | (word << (32 - by)); }

  // Bytes in, small hexadecimal digits out.
  return function (bytes) {
    var length = ((bytes.length + 8) >> 6) + 1;
    var padded = new Uint8Array(length * 64);
    padded.set(bytes);
    padded[bytes.length] = 128;
    for (var place = 0; place < 8; place++) {
      padded[padded.length - 1 - place] = (bytes.length * 8 / Math.pow(256, place)) & 255;
    }
    var state = roots.square.slice(0, 8);
    var w = [];
    for (var block = 0; block < padded.length; block += 64) {
      var next = state.slice();
      for (var i = 0; i < 64; i++) {
        if (i < 16) {
          var at = block + i * 4;
          w[i] = (padded[at] << 24) | (padded[at + 1] << 16) | (padded[at + 2] << 8) | padded[at + 3];
        } else {
          var a = w[i - 15], b = w[i - 2];
          w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] +
            (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
        }
        var e = next[4], c = next[0];
        var first = (next[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & next[5]) ^ (~e & next[6])) +
          roots.cube[i] + w[i]) | 0;
        var second = ((turn(c, 2) ^ turn(c, 13) ^ turn(c, 22)) +
          ((c & next[1]) ^ (c & next[2]) ^ (next[1] & next[2]))) | 0;
        next.pop();
        next[3] = (next[3] + first) | 0;
        next.unshift((first + second) | 0);
      }
      for (var j = 0; j < 8; j++) state[j] = (state[j] + next[j]) | 0;
    }
    return state.map(function (word) {
      return ("0000000" + (word >>> 0).toString(16)).slice(-8);
    }).join("");
  };
})();
