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

  // What is lost is said to whoever comes next; who only went away leaves no word behind.
  let touched = Date.now(), isOver = false, isAside = false, lost = kept.lost;
  const keep = () => shelf("sessionStorage", KEY, { key, touched, lost });
  function leave() {
    if (isOver) return;
    isOver = true;
    wipe();
    form.reset();
    touched = 0;
    keep();
    location.replace(pathname);
  }
  function lose() {
    lost = true;
    leave();
  }

  const read = (typed) => {
    const bare = typed.replace(/[\s-]/g, "");
    return /^\w{48}$/.test(bare) ? { id: bare } : { word: "no-pass" };
  };
  const show = (isBegun) => {
    form.hidden = !isBegun;
    door.hidden = isBegun;
  };
  async function start() {
    begin.disabled = true;
    const reply = await post(form.dataset.pass, { v: 1, k: key || "-" });
    begin.disabled = false;
    // The page that comes instead says why nothing is taken any more.
    if (/over|cancelled/.test(reply.type)) return leave();
    line.textContent = reply.p ? "" : said[reply.type ? "no-pass" : "waits"];
    if (!reply.p) return;
    lost = false;
    field.value = reply.p;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    touched = Date.now();
    show(true);
    scrollTo(0, 0);
  }

  // Off the screen, and on its way.
  function putAside() {
    isAside = true;
    form.reset();
    shelf("sessionStorage", DRAFT, null);
    show(false);
    byId("aside").hidden = false;
    door.scrollIntoView();
    begin.hidden = true;
  }
  // From the press of the button the sheet rests, until it has arrived or was refused.
  function look() {
    if (isOver || (form.hidden && !isAside)) return;
    const idle = Date.now() - touched, isSent = sheet.disabled;
    if (isAside) return isSent ? null : lose();
    keep();
    // What was refused still says so above the button.
    if (idle > IDLE) return isSent ? putAside() : byId("state").hidden ? leave() : lose();
    if (idle > IDLE - WARNED && !isSent && soon.showModal) {
      warning.textContent = warning.textContent.replace(/\d+/, Math.ceil((IDLE - idle) / 1000));
      if (!soon.open) soon.showModal();
    }
  }
  function touch() {
    touched = Date.now();
    if (soon.open) soon.close();
  }

  // Before somebody's first touch a browser may pass over the entry that answers Back by staying.
  const stay = () => history.pushState(null, "", pathname + location.search);
  addEventListener("popstate", stay);
  begin.addEventListener("click", stay);
  stay();

  if (isAnother && ticket) field.value = ticket;
  Survey.start(form, issuer, field, read);
  keep();
  show(!!field.value);
  line.textContent = lost ? said.lost : "";
  if (isAnother && ticket) putAside();
  // Nobody has begun: not even an empty draft is kept.
  else if (form.hidden) shelf("sessionStorage", DRAFT, null);
  begin.disabled = false;
  begin.addEventListener("click", start);
  const erase = byId("forget").querySelector("button");
  erase.addEventListener("click", leave);
  // Survey.start's own button: what it was sending, it forgets.
  byId("drop").addEventListener("click", () => { lost = true; erase.click(); });
  for (const name of ["pointerdown", "keydown", "input", "scroll"])
    addEventListener(name, touch, { passive: true, capture: true });
  setInterval(look, 1000);

  // The ballot is in: its receipt goes at once, the page a little later.
  new MutationObserver(() => {
    const receipt = document.querySelector(".receipt");
    if (!receipt) return;
    receipt.remove();
    if (isAside) return leave();
    keep();
    byId("next").addEventListener("click", leave);
    setTimeout(leave, SHOWN);
  }).observe(byId("main"), { childList: true });
})();
