// What kinds that not every questionnaire has need beside survey.js: `box.asks(found, said)` says what
// is wrong with the values of a .question, where survey.js finds nothing wrong itself, and may mend them.
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

  // Numbers, dates and times in the one way they are written: src/domain/questionnaires/measures.rs.
  const narrowed = (typed) =>
    typed.replace(/\s/g, "").replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
      .replace(/[．。]/g, ".").replace(/[－−—]/g, "-").replace(/，/g, ",").replace(/：/g, ":").replace(/／/g, "/");
  const two = (number) => ("0" + number).slice(-2);
  const write = {
    number(typed) {
      const [all, sign, whole, part] = /^([-+]?)(\d+(?:,\d{3})*)?(?:\.(\d*))?$/.exec(narrowed(typed)) || [];
      if (!all || !/\d/.test(all)) return null;
      const digits = (whole || "0").replace(/,/g, "").replace(/^0+(?=\d)/, ""), rest = (part || "").replace(/0+$/, "");
      if (+digits > 1e12 || rest.length > 4) return null;
      const written = digits + (rest && "." + rest);
      return (sign === "-" && written !== "0" ? "-" : "") + written;
    },
    date(typed) {
      const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]*$/.exec(narrowed(typed));
      const [, year, month, day] = found || [];
      const real = new Date(Date.UTC(+year, month - 1, +day));
      return found && year >= 1000 && real.getUTCMonth() === month - 1 && real.getUTCDate() === +day
        ? [year, two(month), two(day)].join("-") : null;
    },
    time(typed) {
      const [all, hours, minutes] = /^(\d{1,2})[:时点](\d{0,2})分*$/.exec(narrowed(typed)) || [];
      return all && hours < 24 && minutes < 60 ? two(hours) + ":" + two(minutes) : null;
    },
  };
  // `found` is mended: survey.js takes from it what is handed in.
  const settle = (found, value) => found.splice(0, found.length, ...(value ? [value] : []));
  for (const box of all("[data-typed]")) {
    const line = box.querySelector("[name]"), { typed, from, to, decimals } = box.dataset;
    const order = typed === "number" ? Number : String;
    line.addEventListener("change", () => { line.value = write[typed](line.value) || line.value; });
    box.asks = (found, said) => {
      const [aside, another] = box.querySelectorAll(".apart :checked"), text = line.value.trim();
      if (aside) {
        settle(found, aside.value);
        return another || (text && text !== aside.value) ? said.only : "";
      }
      settle(found, text);
      if (!text) return "";
      const written = write[typed](text);
      settle(found, written || text);
      if (!written) return said[typed];
      if (typed === "number" && (written.split(".")[1] || "").length > decimals)
        return said.precise.replace("{decimals}", decimals);
      const isBelow = from && order(written) < order(from), isAbove = to && order(written) > order(to);
      if (!isBelow && !isAbove) return "";
      return (from && to ? said.range : from ? said.above : said.below).replace("{from}", from).replace("{to}", to);
    };
  }

  // Parts that are answered together: places of a ranking, shares of a total.
  const parts = (group) => Array.from(group.querySelectorAll(".short input,.short select"));
  const values = (group) => parts(group).map((it) => it.value.trim());
  const isInstead = (group) => group.querySelector(".instead :checked");
  for (const box of all("[data-places]")) {
    const group = box.parentNode, list = box.querySelector("[name]"), { places } = box.dataset;
    box.asks = (found, said) => {
      const lists = parts(group), at = lists.indexOf(list);
      const given = values(group).filter(Boolean), isTwice = new Set(given).size < given.length;
      if (list.value && lists.slice(0, at).some((other) => other.value === list.value)) return said.twice;
      const isFirstOpen = !list.value && lists.slice(0, at).every((other) => other.value);
      if (isTwice || !isFirstOpen || given.length >= places || isInstead(group)) return "";
      if (!given.length && !group.querySelector("legend .required")) return "";
      return said.missing.replace("{places}", places);
    };
  }
  for (const box of all("[data-total]")) {
    const group = box.parentNode, line = box.querySelector("[name]"), { total } = box.dataset;
    const share = (typed) => {
      const written = write.number(typed || "0");
      return /^\d+$/.test(written) && +written <= total ? written : null;
    };
    box.asks = (found, said) => {
      const typed = values(group), shares = typed.map(share), boxes = group.querySelectorAll("[data-total]");
      const isNothing = !typed.some(Boolean), written = share(line.value.trim());
      settle(found, isNothing ? "" : written || line.value);
      if (isNothing) return box === boxes[0] && !isInstead(group) && group.querySelector("legend .required") ? said.divide.replace("{total}", total) : "";
      if (written === null) return said.share.replace("{total}", total);
      const sum = shares.reduce((sum, each) => sum + Number(each), 0);
      if (box !== boxes[boxes.length - 1] || shares.includes(null) || sum === +total) return "";
      return said.sum.replace("{total}", total).replace("{has}", sum);
    };
  }

  // What may be said instead of all parts.
  for (const box of all(".instead"))
    box.asks = (found, said) => {
      if (found.length > 1) return settle(found, found[0]), said.only;
      return found.length && values(box.parentNode).some(Boolean) ? said.instead : "";
    };

  // The summary names the row of a table that a mistake is in. By now survey.js has written it.
  const form = document.getElementById("main-form"), words = document.getElementById("words");
  const isName = (node) => !(node.matches && node.matches(".no,.required"));
  if (form && words) form.addEventListener("click", (event) => {
    for (const link of event.target.id === "send" ? all("#errors a") : []) {
      const control = document.getElementById(link.hash.slice(1)), box = control && control.closest(".matrix>.question:not(.instead)");
      if (!box) continue;
      const name = Array.from(box.querySelector("legend,label").childNodes).filter(isName).map((node) => node.textContent);
      const row = words.content.querySelector("#row").textContent.replace("{row}", () => name.join("").trim());
      link.textContent = link.textContent.replace(/[：:]/, (colon) => row + colon);
    }
  });

  // Options that move, in an order of this page alone: it is drawn here, sent nowhere, kept nowhere.
  const below = (bound) => crypto.getRandomValues(new Uint32Array(1))[0] % bound;
  for (const parent of new Set(all("[data-moves]").map((it) => it.parentNode))) {
    const moving = Array.from(parent.children).filter((it) => it.dataset.moves !== undefined);
    const places = moving.map((it) => it.parentNode.insertBefore(document.createComment(""), it));
    for (const place of places) place.replaceWith(moving.splice(below(moving.length), 1)[0]);
  }
})();
