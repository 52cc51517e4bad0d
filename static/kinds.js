// What kinds that not every questionnaire has need beside survey.js: `box.asks(found, said)` says what
// is wrong with the values of a .question, where survey.js finds nothing wrong itself.
(function () {
  "use strict";
  const all = (css) => Array.from(document.querySelectorAll(css));
  const named = (name) => Array.from(document.getElementsByName(name));

  // How many options are asked for. One that stands alone is not counted.
  for (const box of all(".question[data-least],.question[data-most]"))
    box.asks = (found, said) => {
      const { least, most } = box.dataset, count = found.length;
      if (!count || box.querySelector(".apart :checked")) return "";
      if (count < least) return said.few.replace("{least}", least);
      return count > most ? said.many.replace("{most}", most).replace("{over}", count - most) : "";
    };

  // The text of an option: writing it chooses the option, and without the option it has no place.
  for (const box of all(".beside")) {
    const line = box.querySelector("[name]"), { option } = box.dataset;
    const controls = named(line.name.replace(/-\w+$/, ""));
    const isList = (control) => control.tagName === "SELECT";
    const isChosen = () => controls.some((it) => it.value === option && (isList(it) || it.checked));
    line.addEventListener("input", () => {
      for (const control of line.value ? controls : [])
        if (isList(control)) control.value = option;
        else if (control.value === option) control.checked = true;
    });
    box.asks = ([text], said) => (text && text.trim() && !isChosen() ? said.unchosen : "");
  }

  // Options that move, in an order of this page alone: it is drawn here, sent nowhere, kept nowhere.
  const below = (bound) => crypto.getRandomValues(new Uint32Array(1))[0] % bound;
  for (const parent of new Set(all("[data-moves]").map((it) => it.parentNode))) {
    const moving = Array.from(parent.children).filter((it) => it.dataset.moves !== undefined);
    const places = moving.map((it) => it.parentNode.insertBefore(document.createComment(""), it));
    for (const place of places) place.replaceWith(moving.splice(below(moving.length), 1)[0]);
  }
})();
