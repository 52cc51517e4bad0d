// A tablet that goes round (blind.js and survey.js are there already). Each person presses a button
// and gets a pass; after the ballot, or a minute without a touch, everything of theirs is erased and
// the page is loaded anew in its own place, so that no way leads back. What stays is the kiosk's key.
(function () {
  "use strict";
  const IDLE = 60000, SHOWN = 10000, KEY = "wenlian.kiosk";
  const byId = (id) => document.getElementById(id);
  const form = byId("main-form"), field = byId("f-code"), door = byId("kiosk"), begin = byId("begin");
  const { hash, pathname } = location, [, brought, print] = /^#(\w{26})\.(\w{16})$/.exec(hash) || [];
  const { shelf, wipe, post } = Survey;

  if (print && print.toUpperCase() !== byId("fingerprint").textContent.replace(/-/g, "")) {
    byId("mismatch").hidden = false;
    byId("waking").hidden = door.hidden = true;
    return;
  }
  const kept = shelf("sessionStorage", KEY) || {}, key = brought || kept.key;
  // Whoever was here before has gone, by another page or by closing this one.
  if (brought || !(Date.now() - kept.touched < IDLE)) wipe();
  const { key: issuer } = Survey.prove(form) || {};
  if (!issuer) return;
  const { said } = Survey.speech();

  let touched = Date.now(), isOver = false;
  const keep = () => shelf("sessionStorage", KEY, { key, touched });
  function leave() {
    if (isOver) return;
    isOver = true;
    wipe();
    form.reset();
    touched = 0;
    keep();
    location.replace(pathname);
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
    byId("kiosk-said").textContent = reply.p ? "" : said[reply.type ? "no-pass" : "waits"];
    if (!reply.p) return;
    field.value = reply.p;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    touched = Date.now();
    show(true);
    scrollTo(0, 0);
  }

  Survey.start(form, issuer, field, read);
  keep();
  show(!!field.value);
  // Nobody has begun: not even an empty draft is kept.
  if (form.hidden) shelf("sessionStorage", "wenlian." + form.dataset.pool, null);
  begin.disabled = false;
  begin.addEventListener("click", start);
  for (const touch of ["pointerdown", "keydown", "input", "scroll"])
    addEventListener(touch, () => { touched = Date.now(); }, { passive: true, capture: true });
  setInterval(() => {
    if (!form.hidden && !isOver) keep();
    if (!form.hidden && Date.now() - touched > IDLE) leave();
  }, 1000);

  // The ballot is in: its receipt goes at once, the page a little later.
  new MutationObserver(() => {
    const receipt = document.querySelector(".receipt");
    if (!receipt) return;
    receipt.remove();
    keep();
    byId("next").addEventListener("click", leave);
    setTimeout(leave, SHOWN);
  }).observe(byId("main"), { childList: true });
})();
