// A questionnaire in pages, where the office wants it so: one form, of which a page is in sight at a
// time. What is elsewhere stays filled in and is handed in with the rest. Pages of which nothing is
// asked (logic.js) are passed over. ES5.
(function () {
  "use strict";
  var words = document.getElementById("paging");
  if (!words) return;
  var form = document.getElementById("main-form"), sheet = words.parentNode;
  var all = function (list) { return Array.prototype.slice.call(list); };
  var said = function (word) { return words.getAttribute("data-" + word); };
  var asks = function (item) { return !item.matches(".note"); };
  var items = all(sheet.children).filter(function (child) {
    return child.matches(".question,.matrix,.suggestion,.note");
  });

  // A section begins at its heading; a question is alone but for the notes that lead to it.
  var pages = [[]], isFull = false;
  var isBySection = said("by") === "sections";
  items.forEach(function (item) {
    var isHeading = item.matches(".heading");
    if (isFull && (isHeading || !isBySection)) {
      pages.push([]);
      isFull = false;
    }
    pages[pages.length - 1].push(item);
    isFull = isFull || (isBySection ? !isHeading : asks(item));
  });
  // Notes behind the last question have none to lead to.
  if (!isFull && pages.length > 1) {
    var rest = pages.pop();
    pages.push(pages.pop().concat(rest));
  }
  function pageOf(element) {
    for (var at = 0; element && at < pages.length; at++)
      if (pages[at].some(function (item) { return item.contains(element); })) return at;
    return -1;
  }
  function isAsked(page) {
    var questions = page.filter(asks);
    return (questions.length ? questions : page).some(function (item) { return !item.hidden; });
  }

  // What stands before the first page and behind the last.
  var last = items[items.length - 1];
  var before = all(form.parentNode.children).filter(function (child) {
    var isAbove = child.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING;
    return isAbove && !child.matches("h1,.banner,.error-summary,.notice,#mismatch");
  });
  var behind = all(sheet.children).concat(all(form.children)).filter(function (child) {
    var isBehind = last.compareDocumentPosition(child) & Node.DOCUMENT_POSITION_FOLLOWING;
    return isBehind && !child.matches("#state,#forget");
  });

  function made(tag, named, text) {
    var element = document.createElement(tag);
    element.className = named;
    element.textContent = text;
    return element;
  }
  var place = made("h2", "place", ""), bar = made("progress", "", "");
  var back = made("button", "button", said("back")), on = made("button", "button primary", said("on"));
  var turns = made("div", "actions", "");
  place.id = "place";
  bar.setAttribute("aria-labelledby", place.id);
  back.type = on.type = "button";
  turns.appendChild(back);
  turns.appendChild(on);
  sheet.insertBefore(place, items[0]);
  sheet.insertBefore(bar, items[0]);
  sheet.insertBefore(turns, last.nextSibling);

  // Not `hidden`: that means "not asked", and what is elsewhere is asked.
  function away(isAway) {
    return function (element) { element.classList[isAway ? "add" : "remove"]("elsewhere"); };
  }
  var here = 0;
  function next(step) {
    for (var at = here + step; pages[at]; at += step) if (isAsked(pages[at])) return at;
    return -1;
  }
  function draw() {
    var asked = pages.filter(isAsked), hasMore = next(1) >= 0;
    items.forEach(away(true));
    pages[here].forEach(away(false));
    before.forEach(away(here > 0));
    behind.forEach(away(hasMore));
    back.hidden = next(-1) < 0;
    on.hidden = !hasMore;
    bar.max = asked.length;
    bar.value = asked.indexOf(pages[here]) + 1;
    place.textContent = said("place").replace("{page}", bar.value).replace("{pages}", bar.max);
  }
  function turn(to) {
    here = to;
    draw();
    var headings = pages[here].filter(function (item) { return item.matches(".heading") && !item.hidden; });
    var heading = headings.length ? headings[0].querySelector("h2") : place;
    if (heading !== place) heading.setAttribute("aria-describedby", place.id);
    heading.tabIndex = -1;
    place.scrollIntoView();
    heading.focus();
  }
  function go(step) {
    return function () {
      turn(next(step));
      history.pushState({ page: here }, "");
    };
  }
  back.addEventListener("click", go(-1));
  on.addEventListener("click", go(1));
  // A link to a field shows its page first; then the browser goes to the field.
  function lead(hash) {
    var at = pageOf(document.getElementById(hash.slice(1)));
    if (at < 0) return false;
    here = at;
    draw();
    return true;
  }
  form.parentNode.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link) lead(link.hash);
  });
  addEventListener("popstate", function (event) {
    if (!form.parentNode || (!event.state && lead(location.hash))) return;
    turn(kept(event.state));
  });
  // Another version of the questionnaire may have fewer pages.
  function kept(state) {
    var at = state && state.page;
    return pages[at] && isAsked(pages[at]) ? at : 0;
  }
  // Another language or size of print is another page to load: it opens where one is now.
  all(document.querySelectorAll(".switches .quiet")).forEach(function (way) {
    var name = way.href ? "href" : "formaction";
    way.addEventListener("click", function () {
      var field = pages[here].reduce(function (found, item) { return found || item.querySelector("[name][id]"); }, null);
      if (form.hidden || !here || !field) return;
      way.setAttribute(name, way.getAttribute(name).replace(/#.*|$/, "#" + field.id));
    });
  });
  form.addEventListener("input", draw);
  form.addEventListener("change", draw);
  form.addEventListener("reset", function () { setTimeout(function () { turn(0); }); });
  here = kept(history.state);
  if (!lead(location.hash)) draw();
})();
