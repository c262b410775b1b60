// The management group's meeting: keys and remote controls press Back and Next, the minutes count,
// full screen, and what the secretary writes is kept in this browser until the server has it.
// Without this script the pages are links and forms. No words live here: they come with the page.
"use strict";

(() => {
  const show = () => document.getElementById("rw-show");
  const pen = () => document.getElementById("rw-pen");

  /* ---- Keys: arrows, and what a remote control sends ---- */
  const TYPES = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
  const PRESSES = "button, a[href], summary, input, label";

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const here = document.activeElement;
    if (here?.matches(TYPES) || document.querySelector("dialog[open]")) return;
    const key = event.key === " " ? "Space" : event.key;
    // Space presses what has the focus, and arrows choose among radio buttons.
    if (here !== document.body && key === "Space" && here.matches(PRESSES)) return;
    if (here?.matches("input[type=radio]")) return;
    const control = [...document.querySelectorAll("[data-keys-any]")]
      .find((one) => one.dataset.keysAny.split(" ").includes(key));
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  /* ---- Full screen ---- */
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-fullscreen]")) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  });

  /* ---- The minutes that count on: the server says how many seconds had gone ---- */
  let drawn = performance.now();
  function count() {
    const gone = (performance.now() - drawn) / 1000;
    for (const one of document.querySelectorAll("[data-minutes]")) {
      const minutes = Math.floor((Number(one.dataset.minutes) + gone) / 60);
      if (one.textContent !== String(minutes)) one.textContent = minutes;
      if (one.dataset.of) one.parentElement.classList.toggle("is-over", minutes >= Number(one.dataset.of));
    }
  }
  function fresh() {
    drawn = performance.now();
    count();
    document.querySelector(".rw-steps [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }
  setInterval(count, 5000);
  fresh();

  /* ---- What is written, kept until it is saved ---- */
  const note = () => document.querySelector("[data-draft]");
  const field = () => note()?.querySelector("textarea");
  const store = {
    get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    set: (name, text) => { try { localStorage.setItem(name, text); } catch { /* on the page at least */ } },
    drop: (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } },
  };

  document.addEventListener("input", ({ target }) => {
    if (target === field()) store.set(note().dataset.draft, target.value);
  });

  // Something that the server never got: it stands in the field again, and is sent.
  function restore() {
    const text = note() && store.get(note().dataset.draft);
    if (!text) return;
    // The page came with it: the server has it. What is being written now, it has not.
    if (text === field().defaultValue) return store.drop(note().dataset.draft);
    if (text === field().value) return;
    field().value = text;
    field().dispatchEvent(new Event("change", { bubbles: true }));
  }
  setTimeout(restore, 300);

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = note();
    if (!detail.successful || detail.xhr.status >= 300 || !form) return;
    const sent = detail.requestConfig.parameters;
    const said = typeof sent?.get === "function" ? sent.get("said") : sent?.said;
    if (said !== undefined && said !== null && said === store.get(form.dataset.draft)) store.drop(form.dataset.draft);
  });

  // The net was lost while it was being sent: try again until the server has it.
  const AGAIN = 10_000; // milliseconds
  let lost = false;
  document.addEventListener("htmx:sendError", ({ detail }) => { if (detail.elt === note()) lost = true; });
  setInterval(() => {
    if (!lost || !unsaved()) return;
    lost = false;
    field().dispatchEvent(new Event("change", { bubbles: true }));
  }, AGAIN);

  /* ---- The step changed: here, or on another screen ---- */
  const unsaved = () => note() && store.get(note().dataset.draft) !== null;
  const writing = () => pen()?.contains(document.activeElement) && document.activeElement.matches(TYPES) && document.activeElement.value;

  function follow() {
    const here = pen();
    if (!here || !show()) return;
    const gone = here.dataset.step !== show().dataset.step;
    const moved = here.querySelector("[data-moved]");
    if (!gone) {
      if (moved) moved.hidden = true;
    } else if (moved && (unsaved() || writing())) moved.hidden = false;
    else window.htmx?.ajax("GET", here.dataset.pen, { target: "#rw-pen", swap: "outerHTML" });
  }
  document.addEventListener("live:shown", () => { fresh(); follow(); });
  document.addEventListener("htmx:afterSettle", () => { fresh(); restore(); });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-follow]")) window.htmx?.ajax("GET", pen().dataset.pen, { target: "#rw-pen", swap: "outerHTML" });
  });
})();
