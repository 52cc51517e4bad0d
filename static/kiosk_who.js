// Who can see what, read at a kiosk (kiosk.js): whoever reads is there still; whoever is not leaves the
// page to the next one. The way back replaces this page, so that no way leads to it again.
(function () {
  "use strict";
  var IDLE = 60000, KEY = "wenlian.kiosk", back = document.getElementById("back");
  var touched = Date.now();
  function leave(event) {
    if (event) event.preventDefault();
    location.replace(back.href);
  }
  function touch() {
    touched = Date.now();
    try {
      var kept = JSON.parse(sessionStorage.getItem(KEY));
      kept.touched = touched;
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch (forbidden) { /* The kiosk keeps nothing then. */ }
  }
  back.addEventListener("click", leave);
  ["pointerdown", "keydown", "scroll"].forEach(function (name) {
    addEventListener(name, touch, { passive: true, capture: true });
  });
  setInterval(function () {
    if (Date.now() - touched > IDLE) leave();
  }, 1000);
})();
