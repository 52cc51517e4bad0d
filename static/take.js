// Takes a stamped ballot before it is filled in (blind.js and survey.js are there already): the code
// is spent at once, and what comes back is a text that hands one ballot in from anywhere. All
// sentences stand in the page.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const form = byId("main-form"), sheet = byId("sheet"), field = byId("f-code"), take = byId("take");
  const proof = Survey.prove(form);
  if (!proof) return;
  const { pool, issue, taken } = form.dataset, { key } = proof;
  const { say, said, again } = Survey.speech();
  const WHOSE = "wenlian." + pool + ".taken", KEPT = WHOSE + ".";
  const { shelf, post } = Survey;
  const mark = (code) => Blind.hex(Blind.sha256(Blind.text(code))).slice(0, 16);

  // Between the press and the last button everything is kept, so that a reload loses nothing, each
  // person's by itself: one phone may serve several. And whose page this tab is, for a reload has
  // no link.
  let mine = null;
  const keep = () => shelf("localStorage", KEPT + mine.of, mine);
  const keptOf = (whose) => shelf("localStorage", KEPT + whose);
  const belongTo = (whose) => (shelf("sessionStorage", WHOSE, whose), whose);
  function keptNames() {
    try {
      return Object.keys(localStorage).filter((name) => /\.taken\./.test(name));
    } catch (forbidden) {
      return [];
    }
  }

  function start() {
    const code = Blind.readCode(field.value);
    field.setAttribute("aria-invalid", String(!code));
    if (!code) {
      say(field.value ? "not-a-code" : "code-blank", "late");
      return field.focus();
    }
    const of = belongTo(mark(code));
    // After a wrong reply the seat may be spent already, and only the same envelope reaches it.
    if (!mine || mine.of !== of) mine = keptOf(of) || Object.assign(Survey.envelope(key, pool, code), { of });
    fetchStamp();
  }
  let wake = () => {};
  const pause = (ms) => new Promise((on) => { wake = on; setTimeout(on, ms * (0.5 + Math.random())); });
  async function fetchStamp() {
    sheet.disabled = take.disabled = true;
    for (let wait = 2000, odd = 0; !mine.z; wait = Math.min(2 * wait, 60000)) {
      say("taking");
      keep();
      const reply = await post(issue, { v: 1, t: mine.t, b: mine.b });
      if (reply.type) return refused(reply.type);
      if (reply.s) {
        mine.z = Survey.takeOut(key, pool, mine, reply.s);
        if (!mine.z) return refused("fault");
      } else {
        if ((odd += reply.odd | 0) > 4) return refused("fault");
        say("unsent", "late");
        await pause(wait);
      }
    }
    show();
  }
  function refused(word) {
    // A wrong reply may be followed by a right one: the envelope stays.
    if (word !== "fault") {
      shelf("localStorage", KEPT + mine.of, null);
      mine = null;
    }
    sheet.disabled = take.disabled = false;
    say(word, "late");
  }

  // The code is not needed any more, nor what took the stamp out: neither stays.
  function show() {
    mine = { n: mine.n, z: mine.z, of: mine.of };
    keep();
    const { fromBase64, toBase64, concat } = Blind;
    const text = location.origin + taken + "#b." + toBase64(concat(fromBase64(mine.n), fromBase64(mine.z)));
    say("");
    form.hidden = true;
    field.value = "";
    byId("before").hidden = true;
    byId("taken").hidden = false;
    byId("ballot").value = text;
    byId("file").href = URL.createObjectURL(new Blob([text + "\n"], { type: "text/plain" }));
    const picture = Qr.draw(text), place = byId("qr");
    place.hidden = byId("qr-help").hidden = !picture;
    if (picture) place.append(picture);
    byId("taken").focus();
  }
  async function copy() {
    const box = byId("ballot");
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
    } catch (old) {
      document.execCommand("copy");
    }
    byId("copied").textContent = said["is-copied"];
  }
  // What was carried away is nowhere in this browser any more, what was typed before included. What
  // another person left here stays: nobody has it anywhere else.
  function done() {
    URL.revokeObjectURL(byId("file").href);
    const others = keptNames().filter((name) => name !== KEPT + mine.of);
    const left = others.map((name) => [name, shelf("localStorage", name)]);
    Survey.wipe();
    for (const [name, ballot] of left) shelf("localStorage", name, ballot);
    mine = null;
    byId("taken").remove();
    say("wiped", "good");
    addEventListener("pageshow", (event) => event.persisted && location.reload());
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  take.addEventListener("click", start);
  again.addEventListener("click", () => wake());
  addEventListener("online", () => wake());
  byId("copy").addEventListener("click", copy);
  byId("done").addEventListener("click", done);
  addEventListener("beforeunload", (event) => {
    if (mine && !keep()) event.returnValue = " ";
  });

  // Another link is another person, who must not see whose ballot was left here.
  addEventListener("hashchange", () => /^#\w{20}(\.|$)/.test(location.hash) && location.reload());
  const code = proof.link && Blind.readCode(proof.link);
  const whose = code ? belongTo(mark(code)) : shelf("sessionStorage", WHOSE);
  const here = whose ? [KEPT + whose] : keptNames().filter((name) => name.startsWith(KEPT));
  // Without a link it can only be the one who was here; of several nobody knows who it is.
  mine = here.length === 1 ? shelf("localStorage", here[0]) : null;
  take.disabled = false;
  if (mine && mine.z) show();
  else if (mine) {
    field.value = mine.t;
    fetchStamp();
  }
})();
