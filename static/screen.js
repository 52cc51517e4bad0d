// A room's screen: fetched again every few seconds, so that its code is always a fresh one. When the
// network is lost it says so and goes on trying. The screen does not go to sleep where the browser
// lets a page ask for that. ES5 but for the lock.
(function () {
  "use strict";
  var EVERY = 5000, PATIENCE = 8000;
  var main = document.getElementById("main"), isOver = false;

  function lost(isLost) {
    main.querySelector(".lost").hidden = !isLost;
  }
  // Another page came, a sign-in say: the room's own screen stays, and says that it is not renewed.
  function take(page) {
    var next = page && page.querySelector(".room-code") && page.getElementById("main");
    if (!next) return lost(true);
    next = document.importNode(next, true);
    main.parentNode.replaceChild(next, main);
    main = next;
  }
  // The house says no: the campaign was cancelled, or its day is over. Nothing stays to be scanned
  // or opened.
  function end() {
    var gone = main.querySelectorAll(".picture,.ways>:not(.ended)");
    for (var i = 0; i < gone.length; i++) gone[i].parentNode.removeChild(gone[i]);
    main.querySelector(".ended").hidden = false;
  }
  function again() {
    var request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.onload = function () {
      if (request.status === 200) take(request.responseXML);
      else if (request.status === 422) isOver = true;
      else lost(true);
    };
    request.onerror = request.ontimeout = function () { lost(true); };
    request.onloadend = function () {
      if (isOver) end();
      else setTimeout(again, EVERY);
    };
    request.send();
  }
  setTimeout(again, EVERY);

  function awake() {
    if (navigator.wakeLock && document.visibilityState === "visible")
      navigator.wakeLock.request("screen").catch(function () {});
  }
  document.addEventListener("visibilitychange", awake);
  awake();
})();
