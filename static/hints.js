// Says under a free text when it seems to name its writer. Computed here while one writes; nothing
// is sent, nothing kept. The sentences come with the page. The rules are those of
// src/domain/suggestions/hints/writer.rs, and one table of cases holds both to them. Also what else
// is comfort while one fills in: how long a text has become, and options that stand alone. ES5.
(function () {
  "use strict";
  var UNIT = "(?:科|处|局|部|院|所|站|队|室|厅|委|中心|公司|集团|单位|建设|路桥|监理|银行)";
  var POST = "(?:长|主任|书记|经理|总监|主管|负责人|法人|代表|会计|出纳|科员|专员|工程师|投标员|代理人|老板|秘书|司机)";
  var CLAUSE = "[^。！？；，,;!?\\n]";
  var KINDS = ["name", "phone", "id", "email", "qq", "wechat", "plate", "post"];
  var QQ = /(?:qq|扣扣)[ 号码是为同群:]{0,4}\d{5,}/gi;
  var PLATE = /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][a-hj-np-z][·•.\- ]?(?=[a-z]{0,5}\d)[a-hj-np-z\d]{5,6}/gi;
  var WECHAT = /(?:微信|v信|wechat|weixin|vx)(?=[ 号码是为同群:]*(?:[号码是为同群:]|[\w-]*\d))[ 号码是为同群:]{0,4}[a-z\d][\w-]{4,}/i;
  var DAY = /^(?:19[5-9]|20\d)\d[-.\/]0*(?:[1-9]|1[0-2])[-.\/]0*(?:[1-9]|[12]\d|3[01])$/;
  var NAME = /(?:我叫|我姓|本人叫|本人姓|我的名字|my name is)[^了不他她它您你来过去号人]/i;
  var POSTS = [
    new RegExp("(?:(?:我|本人)(?:是|任|担任)|本人系)" + CLAUSE + "{0,20}?(?:[科处局部院所站队厅]长|" +
      UNIT + CLAUSE + "{0,4}?" + POST + ")"),
    new RegExp("(?:我|本人)在" + CLAUSE + "{0,20}?" + UNIT + "(?:任|担任|做|当|工作|上班)")
  ];

  function kindOfCode(run) {
    var at = run.indexOf("@");
    if (at >= 0 && run.indexOf(".", at) > at) return "email";
    var bare = run.replace(/[^0-9A-Za-z]/g, "");
    if (/^\d{17}[0-9A-Za-z]$/.test(bare)) return "id";
    if (/^20\d{6}$/.test(bare) && /[-.\/]/.test(run) || DAY.test(run)) return "";
    return /^(?:1\d{10}|861\d{10}|0\d{9,11}|\d{7,8})$/.test(bare) ? "phone" : "";
  }

  // The kinds found in a text, in the order in which the page names them.
  function kinds(written) {
    var found = {};
    var text = written.replace(/[\uff01-\uff5e]/g, function (wide) {
      return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
    }).replace(/\u3000/g, " ");
    found.name = NAME.test(text);
    found.wechat = WECHAT.test(text);
    // What is an account is no plate, and neither is a telephone. A blank inside a number does not
    // end it.
    var bare = text.replace(QQ, "，");
    var rest = bare.replace(PLATE, "，");
    found.qq = bare !== text;
    found.plate = rest !== bare;
    found.post = POSTS.some(function (post) { return post.test(rest); });
    rest = rest.replace(/(\d)\x20(?=\d)/g, "$1");
    (rest.match(/[0-9A-Za-z](?:[0-9A-Za-z]|[@_.\/\-](?=[0-9A-Za-z]))*/g) || []).forEach(function (run) {
      found[kindOfCode(run)] = true;
    });
    return KINDS.filter(function (kind) { return found[kind]; });
  }

  // How long a text is, once little room is left. It is not cut, or what is pasted would be lost unseen.
  function length(area) {
    var most = Number(area.getAttribute("data-max")), has = area.value.length, over = has - most;
    if (!most || has < most * 0.9) return "";
    if (/^zh/.test(document.documentElement.lang))
      return over > 0 ? "已写 " + has + " 字，多出 " + over + " 字。" : "已写 " + has + " 字，最多 " + most + " 字。";
    return over > 0 ? has + " characters;\x20" + over + " too many." : has + " of " + most + " characters.";
  }

  function watch(area, words) {
    var line = document.createElement("p");
    var timer;
    line.className = "hint";
    line.setAttribute("role", "status");
    area.parentNode.appendChild(line);
    function show() {
      var names = kinds(area.value).map(function (kind) {
        return words.querySelectorAll("i")[KINDS.indexOf(kind)].textContent;
      });
      var sentence = words.querySelector("p").textContent;
      var hint = names.length ? sentence.replace("{}", names.join(words.getAttribute("data-comma"))) : "";
      var said = (length(area) + " " + hint).trim();
      if (line.textContent !== said) line.textContent = said;
    }
    // A pause first: a screen reader is not to speak into the writing.
    area.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(show, 700);
    });
    if (area.form) area.form.addEventListener("reset", function () { setTimeout(show, 0); });
    show();
  }

  if (typeof document === "undefined") {
    module.exports = kinds;
    return;
  }
  var words = document.getElementById("hints");
  var areas = words ? document.querySelectorAll("textarea:not(.code),.question>input:not(.code)") : [];
  for (var i = 0; i < areas.length; i++) watch(areas[i], words);

  // What stands alone leaves nothing chosen beside it, and gives way to anything else. Other scripts
  // hear of the change after this (true), so that they keep and read what is left.
  document.addEventListener("change", function (event) {
    var chosen = event.target, box = chosen.checked && chosen.closest(".question");
    var others = box && chosen.type === "checkbox" ? box.querySelectorAll("[type=checkbox]:checked") : [];
    for (var at = 0; at < others.length; at++)
      if (others[at] !== chosen && (chosen.closest(".apart") || others[at].closest(".apart"))) others[at].checked = false;
  }, true);
})();
