// The allocation: rows are saved one by one, by keyboard alone. What is not saved says so, stays
// as it was written, and is not left without a question. Words come from templates in the page.
"use strict";

(() => {
  const rowOf = (element) => element?.closest?.("form[data-allocation]");
  const FIELDS = "input:not([type=hidden]), select";

  const before = (field) => (field.matches("select")
    ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value
    : field.defaultValue);
  const isChanged = (form) => [...form.querySelectorAll(FIELDS)].some((field) => field.value !== before(field));
  // What counts as the deadline: if it was settled and changes, the reason is asked for.
  const isMoved = (form) => [...form.querySelectorAll(".al__d select, .al__d .al__f input")].some(
    (field) => field.value !== before(field) && getComputedStyle(field.closest(".al__f") ?? field).display !== "none",
  );

  function say(form, template) {
    const place = form.querySelector(".al__st");
    const copy = document.getElementById(template).content.cloneNode(true);
    for (const hidden of copy.querySelectorAll(".ds-sr-only")) hidden.textContent = hidden.textContent.replace("%c", form.id);
    place.replaceChildren(copy);
  }

  function look(form) {
    const al = form.querySelector(".al");
    const changed = isChanged(form);
    if (!form.dataset.said) form.dataset.said = form.querySelector(".al__st").innerHTML || " ";
    al.classList.toggle("is-dirty", changed);
    // A row that was refused came back with what was typed; what was saved is not in it any more.
    if (al.matches(".is-dated:not(.is-bad)")) al.classList.toggle("is-moved", isMoved(form));
    if (changed) say(form, "al-writing");
    else form.querySelector(".al__st").innerHTML = form.dataset.said.trim();
    if (!changed) al.classList.remove("is-failed");
  }

  for (const kind of ["input", "change", "combobox:pick"]) {
    document.addEventListener(kind, (event) => {
      const form = rowOf(event.target);
      if (form) look(form);
    });
  }

  // Enter saves from a list of choices too, where the browser does not.
  document.addEventListener("keydown", (event) => {
    const form = rowOf(event.target);
    if (!form || event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (!event.target.matches("select") || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    form.querySelector(".al__enter").click();
  });

  function failed(event) {
    const form = rowOf(event.detail.requestConfig?.elt ?? event.target);
    if (!form) return;
    say(form, "al-failed");
    const al = form.querySelector(".al");
    al.classList.add("is-failed", "is-bad", "is-dirty");
    delete form.dataset.sent;
  }
  for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(kind, failed);

  // Rows that are written in and not saved are not left without the browser asking.
  addEventListener("beforeunload", (event) => {
    const open = document.querySelector("form[data-allocation] .is-dirty, form[data-allocation] .is-bad");
    const sending = document.querySelector("form[data-allocation][data-busy]");
    if (open && !(sending && sending.contains(open))) event.preventDefault();
  });
})();
