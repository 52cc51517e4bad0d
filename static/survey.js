// The blind page: reads the form, seals the answers in an envelope (blind.js), and hands them in
// by two requests that have nothing in common. Whatever it says stands in the page. Nothing that is
// filled in leaves the browser before the button is pressed.
var Survey = (function () {
  "use strict";

  // How free text is written down: src/domain/responses/wording.rs, rule by rule.
  const CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}，；：？！。、）》】]/u;
  const INVISIBLE = /[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{1f3fb}-\u{1f3ff}\u{e0000}-\u{e0fff}]/u;
  // One visible character, knowing the one directly before it.
  function fold(c, before) {
    if (/[０-９Ａ-Ｚａ-ｚ]/.test(c)) return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    if (/[“”„‟＂「」『』〝〞]/.test(c)) return '"';
    if (/[‘’‚‛＇\x60´]/.test(c)) return "'";
    return (CHINESE.test(before) && "，；：？！"[",;:?!".indexOf(c)]) || c;
  }
  // Nothing when there is a control character in it.
  function normalise(raw) {
    let written = "", gap = "", last = "";
    for (let c of raw.replace(/\r\n/g, "\n").replace(/[\ud800-\udfff]/gu, "\ufffd")) {
      const before = gap ? "" : last,
        joinsMongolian = /[\u200c\u200d\u202f]/.test(c) && /[\u1800-\u18af]/.test(before);
      if (!joinsMongolian) {
        if (/[\n\r\u2028\u2029]/.test(c)) gap = /\n/.test(gap) ? "\n\n" : "\n";
        else if (/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(c)) return null;
        else if (/\s/.test(c) && c !== "\ufeff") gap = gap || " ";
        if (/\s/.test(c) || INVISIBLE.test(c)) continue;
        c = fold(c, before);
        if (c === before && "，；：？！。、,;:?!.~～…—".includes(c)) continue;
      }
      written += (written && gap) + c;
      [gap, last] = ["", c];
    }
    return written;
  }

  const inOrder = (object) =>
    Object.keys(object).sort().reduce((all, key) => ((all[key] = object[key]), all), {});

  // The code, the answers as src/domain/responses/canonical.rs writes them, and what is wrong. The
  // page is the questionnaire: a question that is marked needs an answer, an option that stands
  // apart stands alone, a number is a point, the last part of a name is inside a block, what is
  // hidden is not asked, and a control may carry what is wrong with it (logic.js).
  // The first field is the ticket: what one hands in by.
  function read(form, said, readTicket) {
    const answers = Object.create(null), wrong = [], sent = new FormData(form);
    let ticket;
    for (const box of form.querySelectorAll(".question:not([hidden])")) {
      const control = box.querySelector("[name]"), kind = box.matches(".instead") || control.type;
      const [, code, inner] = control.name.split("."), { max } = control.dataset;
      const found = sent.getAll(control.name).filter(Boolean), isAbout = inner && inner !== "text",
        needs = box.querySelector(".required") && (!isAbout || answers[code]);
      let fault = box.asks && box.asks(found, said), answer = kind === "checkbox" ? found.sort() : found[0] || "";
      if (!code) {
        ticket = readTicket(answer);
        fault = ticket.id ? "" : said[ticket.word];
      } else if (max) {
        answer = normalise(answer);
        const over = answer && answer.length - max;
        if (answer === null) fault = said.control;
        else if (over > 0) fault = said.long.replace("{limit}", max).replace("{over}", over);
        else if (needs && !answer) fault = said.write;
      } else if (needs && !answer.length) fault = kind === "checkbox" ? said.some : said.one;
      else if (found.length > 1) {
        const alone = [...box.querySelectorAll(".apart label")];
        if (alone.some((label) => label.control.checked))
          fault = said.alone.replace("{option}", () => alone.map((label) => label.textContent).join(said.between));
      }
      if (fault = fault || control.validationMessage) wrong.push({ control, fault });
      else if (!code || !answer.length) continue;
      else if (!inner) answers[code] = /^\d/.test(answer) && !max ? +answer : answer;
      else if (!isAbout) answers[code] = { about: {}, text: answer };
      else if (answers[code]) answers[code].about[inner] = answer;
    }
    for (const block of Object.values(answers)) if (block.about) block.about = inOrder(block.about);
    return { ticket, answers: JSON.stringify(inOrder(answers)), wrong };
  }

  // Keeps, gives back (no value) or drops (null) something; null where storage is forbidden.
  function shelf(storage, name, value) {
    try {
      const kept = window[storage];
      if (value === undefined) return JSON.parse(kept.getItem(name));
      if (value === null) kept.removeItem(name);
      else kept.setItem(name, JSON.stringify(value));
      return true;
    } catch (forbidden) {
      return null;
    }
  }

  // A reply of our server, or an empty one: then nobody knows whether the request arrived.
  async function post(path, body) {
    const patience = new AbortController(), timer = setTimeout(() => patience.abort(), 30000);
    try {
      const reply = await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
        credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error",
        signal: patience.signal,
      });
      if (/^(5|408|429)/.test(reply.status)) return {};
      // Odd is what holds nothing that is looked for: the page of a portal, say.
      return Object.assign({ odd: 1 }, await reply.json().catch(() => 0));
    } catch (unreachable) {
      return {};
    } finally {
      clearTimeout(timer);
    }
  }

  // Forgets everything of this site.
  function wipe() {
    // Where storage is forbidden nothing was kept.
    for (const storage of ["sessionStorage", "localStorage"])
      try { window[storage].clear(); } catch (forbidden) {}
  }

  const byId = (id) => document.getElementById(id), all = (css) => document.querySelectorAll(css),
    draw = (length) => crypto.getRandomValues(new Uint8Array(length)),
    message = (key, pool, nonce) => Blind.concat([0, 2], nonce, Blind.sha256(Blind.text("svc1" + pool)), key.id);
  function envelope(key, pool, code) {
    const nonce = draw(32), { blinded, inv } = Blind.blind(key, message(key, pool, nonce), draw);
    const [n, s, b, i] = [nonce, draw(32), blinded, inv].map(Blind.toBase64);
    return { t: code, n, s, b, i };
  }
  // The stamp out of its envelope; nothing when it is not one.
  function takeOut(key, pool, { n, i }, stamp) {
    try {
      const [nonce, inv, signed] = [n, i, stamp].map(Blind.fromBase64);
      return Blind.toBase64(Blind.finalize(key, message(key, pool, nonce), signed, inv));
    } catch (notOurs) {
      return null;
    }
  }
  // The page's sentences, and the place where they are said.
  function speech() {
    const said = {}, state = byId("state"), [sentence, again] = state.children;
    for (const word of byId("words").content.children) said[word.id] = word.textContent;
    function say(word, tone) {
      state.hidden = !word;
      state.className = "notice " + (tone || "");
      sentence.textContent = said[word] || said.fault;
      again.hidden = word !== "unsent";
      if (tone) state.focus();
    }
    return { said, say, again };
  }

  // The script proves itself, and the key is the one that was printed. Otherwise the page stays as
  // it is, and the link goes along wherever the reader turns.
  function prove(form) {
    const { hash, pathname, search } = location, brings = hash && !byId(hash.slice(1));
    const [, link, print] = brings && /^#(\w\w+)\.?(\w*)$/.exec(hash.toUpperCase()) || [];
    for (const way of all(".switches a,#plain")) way.hash = link ? hash : "";
    const key = crypto.getRandomValues && Blind.works() && Blind.readKey(Blind.fromBase64(form.dataset.key));
    if (!key) return null;
    const shown = byId("fingerprint").textContent.replace(/-/g, ""), real = Blind.print(key.id);
    if (shown !== real || (print && print !== real)) {
      byId("mismatch").hidden = false;
      byId("waking").hidden = form.hidden = true;
      return null;
    }
    if (brings) history.replaceState(null, "", pathname + search);
    for (const way of all(".switches a")) way.hash = "";
    byId("waking").hidden = true;
    const field = byId("f-code");
    if (link && field) field.value = link.match(/.{1,4}/g).join("-");
    return { key, link, real };
  }

  // A code, and what it is known by; or, in a word, what is wrong with it.
  const readCode = (typed) =>
    ({ id: Blind.readCode(typed), word: typed ? "not-a-code" : "code-blank" });

  // `field` holds the ticket. One that came along in the link is `brought`, and another ticket is
  // another person: their page is empty.
  function start(form, key, field, readTicket, brought) {
    const sheet = byId("sheet"), send = byId("send"), { pool, hints } = form.dataset,
      { said, say, again } = speech();

    const DRAFT = "wenlian." + pool, pairs = () => [...new FormData(form)],
      held = (id, value) => shelf("localStorage", DRAFT + "." + id, value),
      save = () => shelf("sessionStorage", DRAFT, pairs());
    // Puts back what was filled in, but over nothing that stands there.
    function fill(kept) {
      const filled = pairs().filter((pair) => pair[1]).map((pair) => pair[0]);
      for (const [name, value] of kept)
        for (const control of filled.includes(name) ? [] : document.getElementsByName(name))
          if (!/radio|box/.test(control.type)) control.value = value;
          else if (control.value === value) control.checked = true;
    }
    function point(wrong) {
      for (const old of all(".error,#errors")) old.remove();
      for (const old of all(".wrong,[aria-invalid]")) {
        old.classList.remove("wrong");
        old.removeAttribute("aria-invalid");
      }
      if (!wrong.length) return;
      form.prepend(byId("mistakes").content.cloneNode(true));
      const list = byId("errors").querySelector("ul"), line = list.removeChild(list.firstChild);
      for (const { control, fault } of wrong) {
        const box = control.closest(".question"), number = box.querySelector(".no"), id = "f-" + control.name;
        const error = Object.assign(document.createElement("p"), { className: "error", id: id + "-error", textContent: fault }),
          help = box.querySelector(".help");
        (help || box.firstChild).after(error);
        box.classList.add("wrong");
        control.setAttribute("aria-invalid", "true");
        (box.tagName === "FIELDSET" ? box : control).setAttribute("aria-describedby", (help ? help.id + " " : "") + error.id);
        const whole = number ? said.numbered.replace("{number}", parseInt(number.textContent)).replace("{sentence}", () => fault) : fault;
        Object.assign(list.appendChild(line.cloneNode(true)).firstChild, { href: "#" + id, textContent: whole });
      }
      byId("errors").focus();
    }
    const deny = (word) => point([{ control: field, fault: said[word] }]);

    // The ballot from the press to its reception: code (t), nonce, salt (s), blinded message, what
    // takes the stamp out (i), the stamp taken out (z), answers (x), and the form to come back to.
    let ballot = null, wake = () => {};
    const keep = () => held(ballot.t, ballot);
    const pause = (ms) => new Promise((on) => { wake = on; setTimeout(on, ms * (0.5 + Math.random())); });
    const rest = (busy) => { sheet.disabled = send.disabled = busy; };
    function submit() {
      say("");
      const { ticket, answers, wrong } = read(form, said, readTicket);
      point(wrong);
      if (wrong.length) return;
      // Another tab may have begun with this code: one envelope, and the first answers count.
      ballot = held(ticket.id) || envelope(key, pool, ticket.id);
      Object.assign(ballot, { x: answers, form: pairs() }, ticket.stamped);
      handIn(ballot);
    }
    async function handIn(mine) {
      rest(true);
      for (let wait = 2000, odd = 0; ; wait = Math.min(2 * wait, 60000)) {
        say("sending");
        keep();
        const { n, s, z, x, t, b } = mine, { issue, ballot: urn } = form.dataset;
        const reply = await (z ? post(urn, { v: 1, n, s, z, x }) : post(issue, { v: 1, t, b }));
        if (ballot !== mine) return;
        if (reply.tracker) return thank(reply.tracker);
        if (reply.s) mine.z = takeOut(key, pool, mine, reply.s);
        if (reply.type || (reply.s && !mine.z)) return refused(reply.type);
        if (!reply.s) {
          if ((odd += reply.odd | 0) > 4) return refused();
          say("unsent", "late");
          await pause(wait);
          // Meanwhile everything may have been erased.
          if (ballot !== mine) return;
        }
      }
    }
    // Everything typed stays. An envelope that may still be good is kept, but not sent by itself.
    function refused(word) {
      const isOver = /-code|-ballot|over|-yet|cancel/.test(word);
      delete ballot.x;
      delete ballot.z;
      // Another tab may have begun with this code: what it keeps is its own.
      if ((held(ballot.t) || ballot).b === ballot.b) held(ballot.t, isOver ? null : ballot);
      ballot = null;
      rest(false);
      say("");
      if (/^(not-a|unknown)-code$/.test(word)) deny(word);
      else say(word === "other-ballot" ? "spent-code" : word || "fault", "late");
    }
    function forget() {
      wipe();
      ballot = null;
      form.reset();
    }
    function thank(tracker) {
      forget();
      const page = byId("thanks").content.cloneNode(true), main = byId("main");
      page.querySelector(".receipt code").textContent = tracker;
      document.title = page.querySelector("h1").textContent;
      all(".switches,.banner ~ *").forEach((old) => old.remove());
      main.append(page);
      main.focus();
      scrollTo(0, 0);
    }

    form.onsubmit = () => false;
    for (const change of ["input", "change"]) form.addEventListener(change, save);
    send.onclick = submit;
    again.onclick = () => wake();
    addEventListener("online", () => wake());
    addEventListener("hashchange", () => /^#(\w{20}(\.|$)|b\.)/.test(location.hash) && location.reload());
    // Whoever comes back by the browser's history finds nothing but the draft.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    addEventListener("beforeunload", (event) => { if (ballot && !keep()) event.returnValue = " "; });
    byId("forget").querySelector("button").onclick = () => {
      forget();
      point([]);
      rest(false);
      say("forgotten", "good");
    };

    // At the first touch of any field, whichever it is: when these words are asked for says nothing
    // of who writes. They are comfort, and nothing is said when they do not come.
    const comfort = () => { import(hints).catch(() => {}); };
    for (const touch of ["focusin", "change"]) form.addEventListener(touch, comfort, { once: true });

    const draft = shelf("sessionStorage", DRAFT) || [],
      [, typed] = draft.find(([name]) => name === field.name) || ["", ""],
      { id, word } = readTicket(brought || "");
    if (!brought || id === readTicket(typed).id) fill(draft);
    byId("forgetful").hidden = !!save();
    byId("forget").hidden = send.disabled = false;
    ballot = held(readTicket(field.value).id);
    if (ballot) fill(ballot.form);
    if (ballot && ballot.x) handIn(ballot);
    else ballot = null;
    // A link that was cut off is no ticket: better said now than when everything is answered.
    if (brought && !id) deny(word);
  }

  // With a code. Other pages (take.js, taken.js) begin by themselves.
  function withCode() {
    const form = byId("main-form"), field = byId("f-code"), away = byId("away");
    const { key, link, real } = prove(form) || {};
    if (!key) return;
    away.onclick = () => { const { id } = readCode(field.value); away.hash = id ? id + "." + real : ""; };
    start(form, key, field, readCode, link);
  }

  if (typeof document === "object" && byId("away")) withCode();
  return { normalise, shelf, post, wipe, envelope, takeOut, speech, prove, start };
})();
if (typeof module === "object") module.exports = Survey;
