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
