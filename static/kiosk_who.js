// Who can see what, read at a kiosk (kiosk.js): whoever reads is there still; whoever is not leaves the
// page to the next one, and nothing of theirs. The way back replaces this page: no way leads to it again.
(function () {
  "use strict";
  var IDLE = 60000, KEY = "wenlian.kiosk", back = document.getElementById("back");
  var touched = Date.now();
  function keep(at) {
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY));
      kept.touched = at;
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch (forbidden) { /* The kiosk keeps nothing then. */ }
  }
  function touch() {
    touched = Date.now();
    keep(touched);
  }
  function leave() {
    location.replace(back.href);
  }
  back.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  ["pointerdown", "keydown", "scroll"].forEach(function (name) {
    addEventListener(name, touch, { passive: true, capture: true });
  });
  setInterval(function () {
    if (Date.now() - touched < IDLE) return;
    keep(0);
    leave();
  }, 1000);
})();
