// The blind page where seats are given at the door (blind.js and survey.js are there already). In a
// group everyone has one code: each phone adds bits of its own, kept beside its envelope, so that it
// finds its seat again. In a room the link brings a pass, or the code on the screen is traded for one.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const form = byId("main-form"), field = byId("f-code"), { pool, group, pass: desk } = form.dataset;
  const { hash } = location, [, pass, print] = /^#(\w{48})\.(\w{16})$/.exec(hash) || [];
  const goesAlong = () => {
    for (const way of document.querySelectorAll(".switches a,#plain")) way.hash = hash;
  };

  // A pass for another questionnaire than this one: nothing is offered, and this is said again
  // wherever the reader turns.
  if (print && print.toUpperCase() !== byId("fingerprint").textContent.replace(/-/g, "")) {
    byId("mismatch").hidden = false;
    byId("waking").hidden = form.hidden = true;
    return goesAlong();
  }
  const proof = Survey.prove(form);
  if (!proof) return pass && goesAlong();
  const { said, say } = Survey.speech(), line = byId("code-said");

  const plain = (typed) => typed.normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  const fours = (code) => code.toUpperCase().match(/.{4}/g).join("-");
  if (pass) field.value = fours(pass);

  // The code of a group with the bits of this phone: those of an envelope that waits, or new ones.
  const fresh = {}, KEPT = "wenlian." + pool + ".";
  function ofThisPhone(code) {
    try {
      const names = Object.keys(localStorage), kept = names.find((name) => name.startsWith(KEPT + code + "."));
      if (kept) return kept.slice(KEPT.length);
    } catch (forbidden) {}
    const draw = () => Blind.hex(crypto.getRandomValues(new Uint8Array(16)));
    return fresh[code] = fresh[code] || code + "." + draw();
  }
  // What is said of a room's code that gave no pass.
  let refusal;
  function read(typed) {
    // The link of a group may be pasted whole.
    const [, linked] = group && /#(\w{20})(\.|$)/.exec(typed) || [];
    const code = Blind.readCode(linked || typed), bare = plain(typed);
    if (code) return { id: group ? ofThisPhone(code) : code };
    if (desk && /^\w{48}$/.test(bare)) return { id: bare };
    return { word: !typed ? "code-blank" : desk && bare.length === 8 ? refusal || "no-pass" : "not-a-code" };
  }

  // A room's code is traded when its field is left, and by the button at the latest: what is half a
  // code of one's own goes nowhere. Both may ask at once, and one request is made. Whether the field
  // still holds what was asked about.
  let asked, answer;
  function trade() {
    const code = plain(field.value);
    if (!desk || code.length !== 8) return true;
    if (asked !== code) answer = ask(asked = code);
    return answer;
  }
  async function ask(code) {
    const { p, type } = await Survey.post(desk, { v: 1, c: code });
    asked = "";
    if (plain(field.value) !== code) return false;
    refusal = p ? "" : !type ? "unheard" : said[type] ? type : "no-pass";
    line.textContent = said[refusal] || "";
    if (!p) return true;
    field.value = fours(p);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  // A pass is nobody's: whoever scans again, for another room or because the pass was too old, finds
  // what was filled in. So is a group's link: the one that takes its place finds it too. A code of
  // one's own is a person's, and leaves nothing to a pass.
  const draft = Survey.shelf("sessionStorage", "wenlian." + pool) || [],
    isOwn = draft.some(([name, typed]) => name === field.name && Blind.readCode(typed));
  const isNobodys = group ? Blind.readCode(proof.link || "") : pass && desk && !isOwn;
  Survey.start(form, proof.key, field, read, isNobodys ? "" : pass || proof.link);
  field.addEventListener("change", trade);
  const send = byId("send"), submit = send.onclick;
  send.onclick = async () => {
    send.disabled = true;
    say("sending");
    const isSettled = await trade();
    send.disabled = false;
    if (isSettled) submit();
    else if (field.value) say("");
  };
  addEventListener("hashchange", () => /^#\w{48}\./.test(location.hash) && location.reload());
})();
