// A tablet that goes round (blind.js and survey.js are there already). Each person presses a button
// and gets a pass; after the ballot, or a minute without a touch, everything of theirs is erased and
// the page is loaded anew in its own place, so that no way leads back. What stays is the kiosk's key.
// Whoever has pressed "hand in" may go at once, whatever the network does: their ballot leaves the
// screen after the same minute and is sent for as long as it takes, and nobody begins before.
(function () {
  "use strict";
  const IDLE = 60000, WARNED = 20000, SHOWN = 10000, KEY = "wenlian.kiosk";
  const byId = (id) => document.getElementById(id);
  const form = byId("main-form"), field = byId("f-code"), door = byId("kiosk"), begin = byId("begin");
  const { hash, pathname } = location, [, brought, print] = /^#(\w{26})\.(\w{16})$/.exec(hash) || [];
  const { shelf, wipe, post } = Survey;

  // Nothing leads away from here: who can see what has a way back, other ways are words.
  for (const way of document.querySelectorAll("a[href]")) {
    if (way.pathname.endsWith("/who")) way.search += (way.search ? "&" : "?") + "kiosk=1";
    else if (way.origin !== location.origin || way.pathname !== pathname) way.removeAttribute("href");
  }

  if (print && print.toUpperCase() !== byId("fingerprint").textContent.replace(/-/g, "")) {
    byId("mismatch").hidden = false;
    byId("waking").hidden = door.hidden = true;
    return;
  }
  const DRAFT = "wenlian." + form.dataset.pool;
  // The ticket of a ballot that was handed in and has not arrived.
  function onItsWay() {
    try {
      const isWaiting = (name) => name.startsWith(DRAFT + ".") && shelf("localStorage", name).x;
      return (Object.keys(localStorage).find(isWaiting) || "").slice(DRAFT.length + 1);
    } catch (forbidden) {
      return "";
    }
  }
  const kept = shelf("sessionStorage", KEY) || {}, key = brought || kept.key;
  // Whoever was here before has gone, by another page or by closing this one.
  const isAnother = brought || !(Date.now() - kept.touched < IDLE), ticket = onItsWay();
  if (isAnother && ticket) shelf("sessionStorage", DRAFT, null);
  else if (isAnother) wipe();
  const { key: issuer } = Survey.prove(form) || {};
  if (!issuer) return;
  // What a link brings is a code elsewhere; here it is the key, and nobody has begun.
  field.value = "";
  const { said } = Survey.speech(), sheet = byId("sheet"), soon = byId("soon");
  const line = byId("kiosk-said"), warning = byId("soon-said");
