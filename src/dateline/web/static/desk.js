// Lights up the evidence of the record that is pointed at or focused, and the records of a passage.
// Everything works without it: the link "in the text" asks the server for the same.
"use strict";

(function () {
  const text = document.querySelector(".text");
  if (!text) return;
  const passages = Array.from(text.querySelectorAll("[data-records]"));
  const records = Array.from(document.querySelectorAll("[data-record]"));
  const asked = records.filter((record) => record.classList.contains("lit"));

  function light(ids) {
    for (const passage of passages) {
      const has = passage.dataset.records.split(" ").some((id) => ids.has(id));
      passage.classList.toggle("lit", has);
    }
    for (const record of records) record.classList.toggle("lit", ids.has(record.dataset.record));
  }

  function rest() {
    light(new Set(asked.map((record) => record.dataset.record)));
  }

  for (const record of records) {
    const ids = new Set([record.dataset.record]);
    record.addEventListener("pointerenter", () => light(ids));
    record.addEventListener("pointerleave", rest);
    record.addEventListener("focusin", () => light(ids));
    record.addEventListener("focusout", rest);
  }
  for (const show of document.querySelectorAll("a.show")) {
    show.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const record = show.closest("[data-record]");
      asked.splice(0, asked.length, record);
      rest();
      history.replaceState(null, "", show.getAttribute("href"));
      const first = passages.find((passage) => passage.classList.contains("lit"));
      if (first) first.scrollIntoView({ block: "center" });
    });
  }
  text.addEventListener("click", (event) => {
    const passage = event.target.closest("[data-records]");
    if (!passage || String(window.getSelection())) return;
    const claims = passage.dataset.records.split(" ").filter((id) => !id.startsWith("e"));
    asked.splice(0, asked.length, ...records.filter((r) => claims.includes(r.dataset.record)));
    rest();
    if (asked.length) asked[0].scrollIntoView({ block: "nearest" });
  });
})();

// Review from the keyboard: the keys press the buttons and follow the links that are on the page.
(function () {
  const claims = Array.from(document.querySelectorAll("[data-claim]"));
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  let areOff = false;
  try {
    areOff = localStorage.getItem("keys") === "off";
  } catch (error) {
    areOff = false; // storage is forbidden: the keys are on, and stay so
  }
  const toggle = document.getElementById("keys-off");
  const button = document.getElementById("show-keys");

  function tell() {
    toggle.textContent = areOff ? "Turn the keys on" : "Turn the keys off";
  }
  toggle.addEventListener("click", () => {
    areOff = !areOff;
    try {
      localStorage.setItem("keys", areOff ? "off" : "on");
    } catch (error) {
      // then it holds for this page
    }
    tell();
  });
  tell();
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());

  function current() {
    const focused = document.activeElement && document.activeElement.closest("[data-claim]");
    return focused ? claims.indexOf(focused) : -1;
  }
  function go(to) {
    if (to < 0 || to >= claims.length) return;
    claims[to].focus();
    claims[to].scrollIntoView({ block: "nearest" });
    const lit = document.querySelector(".text .lit");
    if (lit) lit.scrollIntoView({ block: "nearest" });
  }
  function press(selector) {
    const at = current();
    const target = at >= 0 && claims[at].querySelector(selector);
    if (target) target.click();
  }
  function follow(id) {
    const link = document.getElementById(id);
    if (link) link.click();
  }
  const does = {
    j: () => go(current() + 1),
    k: () => go(current() < 0 ? claims.length - 1 : current() - 1),
    a: () => press("button[value=accept]"),
    r: () => press("button[value=reject]"),
    u: () => press("button[value=undo]"),
    e: () => press("a.button"),
    m: () => follow("add-missed"),
    n: () => follow("next-article"),
    c: () => {
      const at = current();
      const say = at >= 0 && claims[at].querySelector("details.say");
      if (!say) return;
      say.open = true;
      say.querySelector("textarea").focus();
    },
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (dialog.open) {
      if (event.key === "?") dialog.close();
      return;
    }
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && isTyping) return leave(event.target);
    if (isTyping || areOff || !Object.hasOwn(does, event.key)) return;
    event.preventDefault();
    does[event.key]();
  });
  function leave(field) {
    const record = field.closest("[data-claim]");
    const link = field.closest("form").querySelector("a[data-leave]");
    if (link) link.click();
    else if (record) record.focus();
  }
})();

// Words that are selected in the text go into the field that asks for words.
(function () {
  const text = document.querySelector(".text");
  const fields = Array.from(document.querySelectorAll("[data-words]"));
  if (!text || !fields.length) return;
  let chosen = fields[0];
  for (const field of fields) {
    field.addEventListener("focus", () => (chosen = field));
    field.addEventListener("input", () => (placeOf(field).value = ""));
  }
  function placeOf(field) {
    return field.form.elements[field.name + "_at"];
  }
  function offset(node, within) {
    const paragraph = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, within);
    return Number(paragraph.dataset.start) + Array.from(before.toString()).length;
  }
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    const words = selection.toString().trim().replace(/\s+/g, " ");
    if (start === null || end === null || !words) return;
    chosen.value = words;
    placeOf(chosen).value = `${start}-${end}`;
  });
})();
