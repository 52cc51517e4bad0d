// Comfort for the office's pages, and nothing they need: every page works without it. It holds no
// truth, keeps nothing and fetches nothing but the picture of what is being typed.
"use strict";

const isChinese = document.documentElement.lang.startsWith("zh");
const words = {
  copy: isChinese ? "复制" : "Copy",
  copied: isChinese ? "已复制" : "Copied",
  large: isChinese ? "文件太大，请控制在 10 MB 以内" : "This file is larger than 10 MB",
  left: (count) => (isChinese ? `还可写 ${count}\x20字` : `${count}\x20characters left`),
};

// On a phone the sections scroll sideways: the present one comes into sight.
document.querySelector(".nav *[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// A page that came back with errors begins at them.
document.getElementById("errors")?.focus();

// What was typed is not lost by a stray click; sending it is no loss.
let hasChanges = Boolean(document.getElementById("errors"));
document.addEventListener("input", (event) => {
  if (event.target.form?.method === "post") hasChanges = true;
});
addEventListener("beforeunload", (event) => {
  if (hasChanges) event.preventDefault();
});

// A file far beyond what is taken is told of before it is sent: that would take minutes, and the page
// that comes back could not hold what was typed. What is only somewhat larger is refused in words.
document.addEventListener("change", ({ target }) => {
  if (target.type !== "file") return;
  const isLarge = [...target.files].some((file) => file.size > 12_000_000);
  target.setCustomValidity(isLarge ? words.large : "");
  target.reportValidity();
});

// One press sends once. The form wakes again when the person comes back by the browser's history,
// or when the answer turned out to be a file and the page stayed.
const wake = (form) => {
  delete form.dataset.sent;
  for (const button of form.elements) button.removeAttribute("aria-disabled");
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.submitter?.formTarget) return;
  const large = [...form.elements].find((field) => field.validity?.customError);
  if (large) {
    event.preventDefault();
    large.reportValidity();
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  hasChanges = false;
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(wake, 8000, form);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) [...document.forms].forEach(wake);
});

// How much room is left, once it grows short.
for (const area of document.querySelectorAll("textarea[maxlength]")) {
  const limit = document.querySelector(`#${CSS.escape(area.id)}-help .limit`);
  if (!limit) continue;
  const whole = limit.textContent;
  const show = () => {
    const left = area.maxLength - area.value.length;
    limit.textContent = left < area.maxLength / 5 ? words.left(left) : whole;
  };
  area.addEventListener("input", show);
  show();
}

// A secret that is shown once can be copied whole.
if (navigator.clipboard) {
  for (const box of document.querySelectorAll(".secret")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button no-print";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(box.querySelector("code").textContent);
      button.textContent = words.copied;
    });
    box.append(button);
  }
}

// A button that prints is there only where it can.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Rows can be dragged to their place where there is a mouse; the buttons do the same by keyboard.
if (matchMedia("(pointer:fine)").matches) {
  for (const form of document.querySelectorAll("form[data-order]")) {
    const rows = [...form.querySelectorAll("tbody tr")];
    const codeOf = (row) => row.querySelector("[id^='q-']").id.slice(2);
    let dragged = null;
    const mark = (over) => rows.forEach((row) => row.classList.toggle("over", row === over));
    for (const row of rows) {
      row.draggable = true;
      row.addEventListener("dragstart", (event) => {
        dragged = row;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", codeOf(row));
      });
      row.addEventListener("dragover", (event) => {
        if (!dragged) return;
        event.preventDefault();
        mark(row);
      });
      row.addEventListener("drop", (event) => {
        event.preventDefault();
        if (!dragged || dragged === row) return;
        for (const [name, value] of [["put", codeOf(dragged)], ["to", rows.indexOf(row)]]) {
          const field = document.createElement("input");
          field.type = "hidden";
          field.name = name;
          field.value = value;
          form.append(field);
        }
        form.requestSubmit();
      });
      row.addEventListener("dragend", () => {
        dragged = null;
        mark(null);
      });
    }
  }
}

// What is typed is drawn beside the form as respondents see it, where there is room. The server draws
// it and keeps nothing; nothing is navigated, so that drawing leaves no step in the history.
const sheetsOf = (page) => [...page.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href).join();
for (const look of document.querySelectorAll("button[formtarget]")) {
  const frame = look.parentElement.querySelector("iframe");
  let waiting = 0;
  let asked = 0;
  const draw = () => {
    if (!look.offsetParent) return;
    const turn = ++asked;
    const fields = new FormData(look.form);
    fields.append(look.name, look.value);
    const request = new XMLHttpRequest();
    request.open("POST", look.form.action);
    request.responseType = "document";
    request.addEventListener("load", () => {
      if (turn !== asked || request.status !== 200) return;
      const [shown, next] = [frame.contentDocument, request.response];
      if (sheetsOf(shown) === sheetsOf(next)) shown.body.replaceWith(next.body);
      else shown.documentElement.replaceWith(next.documentElement);
    });
    request.send(new URLSearchParams(fields));
  };
  look.form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 500);
  });
  draw();
}

// How long a short message is with its link in it, while it is written; the server counts again.
for (const line of document.querySelectorAll("[data-short-text]")) {
  const field = document.getElementById(line.dataset.shortText);
  const count = () => {
    const [before, after = ""] = field.value.trim().split("{链接}");
    const gaps = !/\s$/.test(before) + (after !== "" && !/^\s/.test(after));
    const words = (before + after).split("{截止}").join("2026-01-01");
    line.querySelector("output").textContent =
      line.dataset.occasion.length + words.length + gaps + Number(line.dataset.link);
  };
  line.hidden = false;
  field.addEventListener("input", count);
  count();
}
