// Compares a receipt with the published list here, in the browser: the list comes to the receipt,
// the receipt goes nowhere. Without this file the form asks the server, and says so. ES5.
(function () {
  "use strict";
  var box = document.getElementById("compare");
  if (!box) return;
  var field = document.getElementById("f-receipt");
  var button = box.querySelector("button");
  var answers = box.querySelectorAll("[data-answer]");

  function say(answer) {
    for (var i = 0; i < answers.length; i++) {
      answers[i].hidden = answers[i].getAttribute("data-answer") !== answer;
    }
    if (answer === "malformed") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  // The first 20 hexadecimal digits of a line are the receipt; nothing for what is no receipt.
  function digits(typed) {
    var code = typed.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).replace(/[\s\-\xad\u2010-\u2015\u2212\u200b-\u200f\u2060]/g, "").toUpperCase();
    code = code.replace(/O/g, "0").replace(/[IL]/g, "1");
    if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(code)) return "";
    return code.replace(/.{4}/g, function (four) {
      var bits = 0;
      for (var i = 0; i < 4; i++) {
        bits = bits * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(four.charAt(i));
      }
      return ("0000" + bits.toString(16)).slice(-5);
    });
  }

  // The lines of the list, if it is the one whose hash and length stand on the page.
  function published(bytes) {
    if (sha256(bytes) !== box.getAttribute("data-sha256")) return null;
    var lines = [];
    for (var at = 0; at < bytes.length; at += 65) {
      var line = String.fromCharCode.apply(null, bytes.subarray(at, at + 65));
      if (!/^[0-9a-f]{64}\n$/.test(line) || (lines.length && line <= lines[lines.length - 1])) return null;
      lines.push(line);
    }
    return String(lines.length) === box.getAttribute("data-ballots") ? lines : null;
  }

  function compare() {
    var wanted = digits(field.value);
    if (!wanted) {
      say("malformed");
      field.focus();
      return;
    }
    say("waiting");
    button.disabled = true;
    var request = new XMLHttpRequest();
    request.open("GET", box.getAttribute("data-leaves"));
    request.responseType = "arraybuffer";
    request.onloadend = function () {
      button.disabled = false;
      if (request.status !== 200) return say("unreachable");
      var lines = published(new Uint8Array(request.response));
      if (!lines) return say("altered");
      say(lines.some(function (line) { return line.slice(0, 20) === wanted; }) ? "found" : "absent");
    };
    request.send();
  }

  // Nothing on this page sends the receipt any more, not even the switch of language.
  field.removeAttribute("name");
  button.type = "button";
  button.addEventListener("click", compare);
  field.addEventListener("keydown", function (event) {
    if (event.keyCode === 13) {
      event.preventDefault();
      compare();
    }
  });
  document.getElementById("server-sees").hidden = true;
  document.getElementById("stays-here").hidden = false;
})();
