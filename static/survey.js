// The blind page: reads the form, seals the answers in an envelope (blind.js), and hands them in
// by two requests that have nothing in common. It says nothing of its own: all sentences stand in
// the page. Nothing leaves the browser before 提交答卷 is pressed.
var Survey = (function () {
  "use strict";

  // How free text is written down: the rules of src/domain/responses/wording.rs, in their order.
  const QUOTES = /[“”„‟＂「」『』〝〞]/, APOSTROPHES = /[‘’‚‛＇`´]/;
  const CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}，；：？！。、）》】]/u;
  const INVISIBLE = /[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{1f3fb}-\u{1f3ff}\u{e0000}-\u{e0fff}]/u;

  // One visible character, knowing the one directly before it.
  function fold(c, before) {
    if (/[０-９Ａ-Ｚａ-ｚ]/.test(c)) return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    if (QUOTES.test(c)) return '"';
    if (APOSTROPHES.test(c)) return "'";
    return CHINESE.test(before) && ",;:?!".includes(c) ? "，；：？！"[",;:?!".indexOf(c)] : c;
  }
  // Nothing when there is a control character in it.
  function normalise(raw) {
    let written = "", gap = "", last = "";
    for (let c of raw.replace(/\r\n/g, "\n").replace(/[\ud800-\udfff]/gu, "\ufffd")) {
      const before = gap ? "" : last;
      if (!(/[\u200c\u200d\u202f]/.test(c) && /[\u1800-\u18af]/.test(before))) {
        if (/[\n\r\u2028\u2029]/.test(c)) gap = /\n/.test(gap) ? "\n\n" : "\n";
        else if (/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(c)) return null;
        else if (/[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(c)) gap = gap || " ";
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

  // The answers as src/domain/responses/canonical.rs writes them, and what is wrong with them. What
  // the page shows is what the questionnaire is: a box that is marked needs an answer, one that
  // stands apart stands alone, a number is a point, the last part of a name is inside a block.
  function read(sheet, pairs, said) {
    const answers = Object.create(null), wrong = [];
    for (const box of sheet.querySelectorAll(".question")) {
      const control = box.querySelector("[name]");
      const [, code, inner] = control.name.split(".");
      if (!code) continue;
      const about = inner && inner !== "text", block = answers[code];
      const found = pairs.filter(([name, value]) => name === control.name && value).map((pair) => pair[1]);
      const isText = control.maxLength > 0, isList = control.type === "checkbox";
      let sentence = "", answer = isList ? found.sort() : found[0] || "";
      if (isText) {
        answer = normalise(answer);
        const over = answer === null ? 0 : answer.length - control.maxLength;
        if (answer === null) sentence = said.control;
        else if (over > 0) sentence = said.long.replace("{limit}", control.maxLength).replace("{over}", over);
      } else if (isList) {
        const alone = Array.from(box.querySelectorAll(".apart label"));
        if (found.length > 1 && alone.some((label) => label.control.checked))
          sentence = said.alone.replace("{option}", () => alone.map((label) => label.textContent).join(said.between));
      }
      if (!sentence && !answer.length && box.querySelector(".required") && (!about || block))
        sentence = isText ? said.write : isList ? said.some : said.one;
      if (sentence) wrong.push({ box, control, sentence });
      else if (!answer.length) continue;
      else if (!inner) answers[code] = /^\d/.test(answer) && !isText ? Number(answer) : answer;
      else if (!about) answers[code] = { about: {}, text: answer };
      else if (block) block.about = inOrder(Object.assign({ [inner]: answer }, block.about));
    }
    return { answers: JSON.stringify(inOrder(answers)), wrong };
  }

  // Keeps, gives back (no value) or drops (null) something of this browser; null where storage is
  // forbidden.
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

  // A reply of our server, or an empty one: then nobody knows whether it has arrived.
  async function post(path, body) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 30000);
    try {
      const reply = await fetch(path, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
        credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error",
        signal: patience.signal,
      });
      const said = await reply.json();
      return reply.status < 500 && reply.status !== 429 ? said : {};
    } catch (unreachable) {
      return {};
    } finally {
      clearTimeout(timer);
    }
  }

  // Forgets everything of this site.
  function wipe() {
    for (const storage of [() => sessionStorage, () => localStorage])
      try { storage().clear(); } catch (forbidden) { /* Nothing was kept. */ }
  }

  const byId = (id) => document.getElementById(id);
  const draw = (length) => crypto.getRandomValues(new Uint8Array(length));
  const message = (key, pool, nonce) => Blind.concat([0, 2], nonce, Blind.sha256(Blind.text("svc1" + pool)), key.id);
  function envelope(key, pool, code) {
    const nonce = draw(32), { blinded, inv } = Blind.blind(key, message(key, pool, nonce), draw);
    const [n, s, b, i] = [nonce, draw(32), blinded, inv].map(Blind.toBase64);
    return { t: code, n, s, b, i };
  }
  // The stamped signature, out of its envelope; nothing when it is none.
  function unwrap(key, pool, { n, i }, stamp) {
    try {
      const [nonce, inv, signed] = [n, i, stamp].map(Blind.fromBase64);
      return Blind.toBase64(Blind.finalize(key, message(key, pool, nonce), signed, inv));
    } catch (malformed) {
      return null;
    }
  }
  // A ballot that was taken away (take.js), from its link or the text in it; or, in a word, what is
  // wrong with it.
  function blank(key, pool, typed) {
    const [, of, raw] = /(?:\/s\/(\w{8}).*)?b\.([\w-]{384})$/.exec(typed.replace(/\s/g, "")) || [];
    if (of && of !== pool) return { word: "blank-elsewhere" };
    if (!raw) return { word: "blank-spoiled" };
    const both = Blind.fromBase64(raw);
    const [n, stamp, i] = [both.subarray(0, 32), both.subarray(32), [1]].map(Blind.toBase64);
    const z = unwrap(key, pool, { n, i }, stamp);
    return z ? { n, z, word: "blank-good" } : { word: "blank-spoiled" };
  }

  // The page's sentences, and the place where they are said.
  function speech() {
    const said = {}, state = byId("state"), [sentence, again] = state.children;
    for (const word of byId("words").content.children) said[word.dataset.word] = word.textContent;
    function say(word, tone) {
      state.hidden = !word;
      state.className = "notice " + (tone || "");
      sentence.textContent = said[word] || said.fault;
      again.hidden = word !== "unsent";
      if (tone) state.focus();
    }
    return { said, say, again };
  }

  // The script proves itself, and the key is the one that was printed; else the page stays as it
  // is, with a sentence that says what to do. The link goes along wherever the reader goes.
  function prove(form) {
    const hash = location.hash;
    const [, link, print] = /^#(\w{20})(?:\.(\w{16}))?$/.exec(hash) || [];
    for (const way of document.querySelectorAll(".switches a, #plain")) way.hash = link ? hash : "";
    const key = crypto.getRandomValues && Blind.works() && Blind.readKey(Blind.fromBase64(form.dataset.key));
    if (!key) return null;
    const shown = byId("fingerprint").textContent.replace(/-/g, "");
    if ([shown, print ? print.toUpperCase() : shown].some((one) => one !== Blind.print(key.id))) {
      byId("mismatch").hidden = false;
      byId("waking").hidden = form.hidden = true;
      return null;
    }
    if (hash && !byId(hash.slice(1))) history.replaceState(null, "", location.pathname + location.search);
    for (const way of document.querySelectorAll(".switches a")) way.hash = "";
    byId("waking").hidden = true;
    return { key, link, hash };
  }

  function start() {
    const form = byId("main-form"), sheet = byId("sheet"), field = byId("f-code"), send = byId("send");
    const blankField = byId("f-blank"), away = byId("away"), { pool, issue, ballot: urn } = form.dataset;
    const { key, link, hash } = prove(form) || {};
    if (!key) return;
    const { said, say, again } = speech();

    const DRAFT = "wenlian." + pool, BALLOT = DRAFT + ".";
    const pairs = () => Array.from(new FormData(form));
    const save = () => shelf("sessionStorage", DRAFT, pairs());
    // Puts back what was filled in, but over nothing that stands there.
    function fill(kept) {
      const filled = pairs().filter((pair) => pair[1]).map((pair) => pair[0]);
      for (const [name, value] of kept)
        for (const control of filled.includes(name) ? [] : document.getElementsByName(name))
          if (!/radio|box/.test(control.type)) control.value = value;
          else if (control.value === value) control.checked = true;
    }
    function point(wrong) {
      for (const old of form.querySelectorAll(".error, #errors")) old.remove();
      for (const old of form.querySelectorAll(".wrong")) old.classList.remove("wrong");
      for (const old of form.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
      if (!wrong.length) return;
      const summary = byId("mistakes").content.cloneNode(true), list = summary.querySelector("ul");
      const line = list.removeChild(list.firstElementChild);
      for (const { box, control, sentence } of wrong) {
        const id = "f-" + control.name, number = box.querySelector(".no"), error = document.createElement("p");
        [error.className, error.id, error.textContent] = ["error", id + "-error", sentence];
        (box.querySelector(".help") || box.firstElementChild).after(error);
        box.classList.add("wrong");
        const named = box.tagName === "FIELDSET" ? box : control;
        const described = (named.getAttribute("aria-describedby") || "").replace(error.id, "").trim();
        named.setAttribute("aria-describedby", (described + " " + error.id).trim());
        if (named === control) control.setAttribute("aria-invalid", "true");
        const item = list.appendChild(line.cloneNode(true)).firstElementChild;
        item.href = "#" + id;
        item.textContent = number
          ? said.numbered.replace("{number}", parseInt(number.textContent)).replace("{sentence}", () => sentence)
          : sentence;
      }
      form.prepend(summary);
      byId("errors").focus();
    }

    // The ballot between the press and its reception: code, nonce, salt, blinded message, what
    // takes the stamp out, the stamped signature, the answers, and the form for coming back to.
    let ballot = null;

    function submit() {
      say("");
      const code = Blind.readCode(field.value), { answers, wrong } = read(sheet, pairs(), said);
      const taken = bring();
      if (taken ? !taken.z : !code)
        wrong.unshift(taken ? fault(blankField, taken.word) : fault(field, field.value ? "not-a-code" : "code-blank"));
      point(wrong);
      if (wrong.length) return;
      // Another tab may have begun with this code: there is one envelope, and the first answers count.
      ballot = shelf("localStorage", BALLOT + (taken ? taken.n : code)) ||
        (taken ? { t: taken.n, s: Blind.toBase64(draw(32)) } : envelope(key, pool, code));
      if (taken) Object.assign(ballot, { n: taken.n, z: taken.z });
      ballot.x = answers;
      ballot.form = pairs();
      handIn();
    }
    const fault = (control, word) => ({ box: control.closest(".question"), control, sentence: said[word] });
    // The ballot that was taken away, if one is there: then no code is asked for.
    function bring() {
      const taken = blankField.value.trim() ? blank(key, pool, blankField.value) : null;
      byId("blank-said").textContent = taken ? said[taken.word] : "";
      if (taken) byId("brought").open = true;
      field.closest(".question").hidden = Boolean(taken && taken.z);
      return taken;
    }
    const keep = () => shelf("localStorage", BALLOT + ballot.t, ballot);

    let wake = () => {};
    const pause = (ms) => new Promise((on) => { wake = on; setTimeout(on, ms * (0.5 + Math.random())); });
    async function handIn() {
      const mine = ballot;
      sheet.disabled = send.disabled = true;
      for (let wait = 2000; ; wait = Math.min(2 * wait, 60000)) {
        say("sending");
        keep();
        const { n, s, z, x, t, b } = mine;
        const reply = await (z ? post(urn, { v: 1, n, s, z, x }) : post(issue, { v: 1, t, b }));
        if (ballot !== mine) return;
        if (reply.type) return refused(reply.type);
        if (reply.tracker) return thank(reply.tracker);
        if (reply.s) {
          mine.z = unwrap(key, pool, mine, reply.s);
          if (!mine.z) return refused("fault");
        } else {
          say("unsent", "late");
          await pause(wait);
        }
      }
    }
    // Everything typed stays. An envelope that may still be good is kept, but not sent by itself.
    function refused(word) {
      if (word === "other-ballot" && !ballot.b) word = "blank-used";
      const isOver = /^(spent-code|other-ballot|blank-used|over|not-yet|not-a-code|unknown-code)$/.test(word);
      delete ballot.x;
      delete ballot.z;
      shelf("localStorage", BALLOT + ballot.t, isOver ? null : ballot);
      ballot = null;
      sheet.disabled = send.disabled = false;
      say("");
      if (/^(not-a|unknown)-code$/.test(word)) point([fault(field, word)]);
      else say(word, "late");
    }
    function forget() {
      wipe();
      ballot = null;
      form.reset();
      bring();
    }
    function thank(tracker) {
      forget();
      document.querySelector(".switches").remove();
      const page = byId("thanks").content.cloneNode(true), main = byId("main");
      page.querySelector(".receipt code").textContent = tracker;
      document.title = page.querySelector("h1").textContent;
      while (main.lastChild !== main.firstChild) main.lastChild.remove();
      main.append(page);
      main.focus();
      scrollTo(0, 0);
      // Whoever comes back by the browser's history finds an empty page.
      addEventListener("pageshow", (event) => event.persisted && location.reload());
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    for (const change of ["input", "change"]) form.addEventListener(change, save);
    send.addEventListener("click", submit);
    again.addEventListener("click", () => wake());
    addEventListener("online", () => wake());
    addEventListener("hashchange", () => /^#(\w{20}(\.|$)|b\.)/.test(location.hash) && location.reload());
    addEventListener("beforeunload", (event) => {
      if (ballot && !keep()) event.returnValue = " ";
    });
    byId("forget").querySelector("button").addEventListener("click", () => {
      forget();
      point([]);
      sheet.disabled = send.disabled = false;
      say("forgotten", "good");
    });

    // Another link is another person.
    const draft = shelf("sessionStorage", DRAFT) || [];
    if (link) field.value = Blind.readCode(link) ? link.toUpperCase().match(/.{4}/g).join("-") : link;
    const typed = draft.find(([name]) => name === field.name) || ["", ""];
    if (!link || Blind.readCode(link) === Blind.readCode(typed[1])) fill(draft);
    if (/^#b\./.test(hash)) blankField.value = hash.slice(1);
    blankField.addEventListener("input", bring);
    away.addEventListener("click", () => {
      const code = Blind.readCode(field.value);
      away.hash = code ? code + "." + Blind.print(key.id) : "";
    });
    byId("forgetful").hidden = Boolean(save());
    byId("forget").hidden = send.disabled = false;
    const taken = bring();
    ballot = shelf("localStorage", BALLOT + (taken ? taken.n : Blind.readCode(field.value)));
    if (ballot) fill(ballot.form);
    if (ballot && ballot.x) handIn();
    else ballot = null;
  }

  if (typeof document === "object" && document.getElementById("send")) start();
  return { normalise, shelf, post, wipe, envelope, unwrap, speech, prove };
})();
if (typeof module === "object") module.exports = Survey;
