// The survey is over: what this browser may still keep of an unfinished ballot is of no use to
// anyone but those who look over a shoulder. ES5.
(function () {
  "use strict";
  var mine = "wenlian." + location.pathname.split("/")[2].toUpperCase();
  ["sessionStorage", "localStorage"].forEach(function (shelf) {
    // Where storage is forbidden nothing was kept.
    try {
      Object.keys(window[shelf]).forEach(function (key) {
        if (key === mine || key.indexOf(mine + ".") === 0) window[shelf].removeItem(key);
      });
    } catch (forbidden) {}
  });
})();
