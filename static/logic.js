// Conditions in the browser, for comfort: what is not asked is hidden, what must be answered is
// marked, what does not fit is said, and earlier answers stand in later texts. The server decides by
// the same rules (src/domain/logic/value.rs); one table of cases holds both to them. ES5.
var Logic = (function () {
  "use strict";

  // A value is a code, a number, a list of codes in order, an object of rows, or undefined: nothing.
  function same(left, right) {
    return left === right || (typeof left === "object" && JSON.stringify(left) === JSON.stringify(right));
  }
  function less(left, right) {
    return typeof left === "number" && typeof right === "number" && left < right;
  }
  function rounded(exact) {
    var scaled = Math.floor(exact * 1e6 + 0.5);
    return Math.abs(scaled) < 1e15 ? scaled / 1e6 : exact;
  }
  function count(value) {
    return value === undefined ? 0 : typeof value === "object" ? Object.keys(value).length : 1;
  }

  // Whether a condition holds: a tree as src/domain/logic/script.rs writes it.
  function holds(tree, answer) {
    function isTrue(part) { return value(part) === true; }
    function plain(part) {
      var found = value(part);
      return typeof found === "boolean" ? undefined : found;
    }
    function number(part) {
      var found = plain(part);
      return typeof found === "number" ? found : 0;
    }
    function answered(at) {
      var whole = answer(at[1]);
      if (at.length < 3) return whole;
      var isTable = typeof whole === "object" && !Array.isArray(whole);
      return isTable && Object.prototype.hasOwnProperty.call(whole, at[2]) ? whole[at[2]] : undefined;
    }
    var means = {
      "?": answered,
      answered: function (at) { return answered(at) !== undefined; },
      count: function (at) { return count(answered(at)); },
      and: function (all) { return all.slice(1).every(isTrue); },
      or: function (all) { return all.slice(1).some(isTrue); },
      not: function (one) { return !isTrue(one[1]); },
      "=": function (both) { return same(plain(both[1]), plain(both[2])); },
      "≠": function (both) { return !same(plain(both[1]), plain(both[2])); },
      "<": function (both) { return less(plain(both[1]), plain(both[2])); },
      ">": function (both) { return less(plain(both[2]), plain(both[1])); },
      "≤": function (both) { return means["="](both) || means["<"](both); },
      "≥": function (both) { return means["="](both) || means[">"](both); },
      contains: function (both) {
        var all = plain(both[1]), one = plain(both[2]);
        return Array.isArray(all) && typeof one === "string" && all.indexOf(one) >= 0;
      },
      "+": function (both) { return rounded(number(both[1]) + number(both[2])); },
      "-": function (both) { return rounded(number(both[1]) - number(both[2])); },
      "*": function (both) { return rounded(number(both[1]) * number(both[2])); },
      "/": function (both) {
        var by = number(both[2]);
        return by === 0 ? undefined : number(both[1]) / by;
      }
    };
    function value(part) { return Array.isArray(part) ? means[part[0]](part) : part; }
    return isTrue(tree);
  }

  // What is typed and no text: numbers, dates, times; shares; and what is said instead of all parts.
  var TYPED = "[data-typed],[data-total],.instead";

  function start(form) {
    function all(css, within) { return Array.prototype.slice.call((within || form).querySelectorAll(css)); }
    // The controls that are asked and filled in, of those that match.
    function filled(css, within) {
      return all(css, within).filter(function (control) {
        return !control.closest("[data-if][hidden]") && (/radio|box/.test(control.type) ? control.checked : control.value);
      });
    }
    function given(code) { return filled("[name='q." + code + "']"); }
    // A number, a date as 20260131, a time as 930; undefined for anything else.
    function measure(typed, kind) {
      var narrow = typed.replace(/\s/g, "").replace(/[\uff01-\uff5e]/g, function (wide) {
        return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
      }).replace(/[−—]/g, "-").replace(/。/g, ".");
      if (kind === "number") narrow = narrow.replace(/,/g, "");
      else {
        var parts = narrow.match(/\d+/g) || [];
        if (kind === "time" && parts.length === 1) parts.push("0");
        narrow = parts.map(function (part, at) { return at && part.length < 2 ? "0" + part : part; }).join("");
      }
      return narrow && !isNaN(narrow) ? Number(narrow) : undefined;
    }
    // 不清楚 stands apart from the points, as 0.
    function read(control) {
      var chosen = control.value, box = control.closest(TYPED);
      if (box && control.type !== "checkbox") return measure(chosen, box.getAttribute("data-typed") || "number");
      return !/^\d/.test(chosen) ? chosen : control.closest(".apart") ? "unsure" : Number(chosen);
    }
    // Texts are not read. What is said instead of a number goes before it.
    function value(found) {
      found = found.filter(function (control) { return !control.getAttribute("data-max") || control.closest(TYPED); });
      if (!found.length) return undefined;
      if (found[0].closest(TYPED)) return read(found[found.length - 1]);
      var codes = found.map(read);
      return found[0].type === "checkbox" ? codes.sort() : codes[0];
    }
    // Rows have names of their own, and so has the text beside an option, which is no row.
    function answer(code) {
      var start = "q." + code + "-", rows = {};
      filled("[name^='" + start + "']").forEach(function (control) {
        var row = control.name.slice(start.length), cell = control.closest(".beside") ? undefined : value(given(code + "-" + row));
        if (cell !== undefined) rows[row] = cell;
      });
      // Beside other shares one that is left open is 0.
      if (Object.keys(rows).length) all("[name^='" + start + "']").forEach(function (control) {
        if (control.closest("[data-total]") && !control.value.trim()) rows[control.name.slice(start.length)] = 0;
      });
      return Object.keys(rows).length ? rows : value(given(code));
    }
    function said(control) {
      if (control.options) return control.options[control.selectedIndex].text;
      return /radio|box/.test(control.type) ? control.closest("label").textContent : control.value.trim();
    }
    function isTrue(gate, name) { return holds(JSON.parse(gate.getAttribute(name)), answer); }
    // A block goes with its questions.
    function show(gate, isAsked) {
      gate.hidden = !isAsked;
      all(".question", gate).forEach(function (box) { box.hidden = !isAsked; });
    }
    // In a table each line is marked too, for those who listen, and for survey.js.
    function demand(gate, must) {
      var marks = all(".required", gate);
      if (must === Boolean(marks.length)) return;
      if (!must) { marks.forEach(function (mark) { mark.parentNode.removeChild(mark); }); return; }
      var lines = gate.matches(".matrix") ? all(".question:not(.short):not(.instead)", gate) : [];
      [gate].concat(lines).forEach(function (box) {
        var mark = document.createElement("span");
        mark.className = box === gate ? "required" : "required unseen";
        mark.textContent = gate.getAttribute("data-required");
        (box.querySelector("legend,label") || box).appendChild(mark);
      });
    }
    var gates = all("[data-if],[data-must],[data-fit]"), repeats = all("[data-answer]");
    var neutral = repeats.map(function (place) { return place.textContent; });
    var comma = /^zh/.test(document.documentElement.lang) ? "、" : ",\x20";

    // Conditions look backward only: one pass from the top.
    function run() {
      gates.forEach(function (gate) {
        var first = gate.querySelector("[name]");
        if (gate.hasAttribute("data-if")) show(gate, isTrue(gate, "data-if"));
        if (gate.hasAttribute("data-must")) demand(gate, isTrue(gate, "data-must"));
        if (!gate.hasAttribute("data-fit")) return;
        var fits = !filled("[name]", gate).length || isTrue(gate, "data-fit");
        first.setCustomValidity(fits ? "" : gate.getAttribute("data-unfit"));
      });
      repeats.forEach(function (place, at) {
        var text = given(place.getAttribute("data-answer")).map(said).join(comma) || neutral[at];
        if (place.textContent !== text) place.textContent = text;
      });
    }
    // In words, when to answer: now the page shows it. What names the line finds it empty.
    all(".when").forEach(function (line) { line.className = line.textContent = ""; });
    form.addEventListener("input", run);
    form.addEventListener("change", run);
    form.addEventListener("reset", function () { setTimeout(run); });
    run();
  }

  if (typeof document === "object" && document.getElementById("main-form")) start(document.getElementById("main-form"));
  return holds;
})();
if (typeof module === "object") module.exports = Logic;
