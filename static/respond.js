// The plain page works without this file. With it the code moves out of the address into its field,
// and the fingerprint in the link is compared with the page's. Written for old phones: ES5.
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var field = byId("f-code");
  var hash = location.hash.slice(1), link = hash.split(".");

  function takeIn() {
    if (!field.value) field.value = link[0].replace(/(.{4})(?=.)/g, "$1-");
    history.replaceState(null, "", location.pathname + location.search);
  }
  // Not the survey the link was made for: nothing is offered here, and the link stays and goes along
  // with the switches, so that this is said however often one looks.
  function refuse() {
    byId("mismatch").hidden = false;
    byId("main-form").hidden = true;
    var ways = document.querySelectorAll(".switches *[formaction]");
    for (var i = 0; i < ways.length; i++) {
      ways[i].setAttribute("formaction", ways[i].getAttribute("formaction") + location.hash);
    }
  }

  if (field && /^[0-9A-Za-z]{20}([0-9A-Za-z]{28})?$/.test(link[0])) {
    var shown = byId("fingerprint");
    var isOther = link[1] && shown && link[1].toUpperCase() !== shown.textContent.replace(/-/g, "");
    if (isOther) refuse();
    else takeIn();
  } else if (field && !field.value && /^\w\w+$/.test(link[0]) && !byId(hash)) {
    // A link that was cut off: better said now than when everything is answered.
    takeIn();
    byId("cut-off").hidden = false;
    field.focus();
  }

  // A page that came back with errors begins at them.
  if (byId("errors")) byId("errors").focus();
})();
