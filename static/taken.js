// The blind page for a ballot that was taken away (take.js): its text stands in place of the code
// (blind.js and survey.js are there already). All sentences stand in the page.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const form = byId("main-form"), field = byId("f-blank"), line = byId("blank-said");
  const { hash } = location, { pool } = form.dataset, { key } = Survey.prove(form) || {};
  if (!key) return;
  const { said } = Survey.speech();

  // The ballot, from its link or the text in it; or, in a word, what is wrong with it.
  function read(typed) {
    if (!typed.trim()) return { word: "blank-missing" };
    const [, of, raw] = /(?:\/s\/(\w{8}).*)?b\.([\w-]{384})$/.exec(typed.replace(/\s/g, "")) || [];
    if (of && of !== pool) return { word: "blank-elsewhere" };
    if (!raw) return { word: "blank-spoiled" };
    const both = Blind.fromBase64(raw);
    const [n, stamp, i] = [both.subarray(0, 32), both.subarray(32), [1]].map(Blind.toBase64);
    const z = Survey.takeOut(key, pool, { n, i }, stamp);
    return z ? { id: n, stamped: { n, z }, word: "blank-good" } : { word: "blank-spoiled" };
  }
  function show() {
    const { word } = read(field.value);
    line.textContent = word === "blank-missing" ? "" : said[word];
  }

  const brought = hash.startsWith("#b.") && hash;
  if (brought) field.value = brought;
  Survey.start(form, key, field, read, brought);
  field.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  show();
})();
