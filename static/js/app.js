// Behaviour that every page shares. Pages work without it; what it adds is asked for by
// data attributes, which docs/front-end.md lists. No words live here: they come with the page.
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);

/* ---- Paper is always light, also where the screen is dark ---- */
let scheme = root.dataset.colorScheme;
addEventListener("beforeprint", () => {
  scheme = root.dataset.colorScheme;
  root.dataset.colorScheme = "light";
});
addEventListener("afterprint", () => { root.dataset.colorScheme = scheme; });

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("#feil button")) {
    hideFailure();
    focus(last?.isConnected ? last : $("main"));
  }
});

/* ---- Words for the screen reader ---- */
// The text is put in a moment later: a live region only speaks of what changes in it.
function announce(text) {
  const region = $("#melding");
  if (!region || !text) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
}

window.announce = announce; // the scripts of single pages speak through it

addEventListener("DOMContentLoaded", () => {
  setTimeout(() => tidy(document));
  const messages = $(".messages");
  if (messages) announce(messages.textContent.trim().replace(/\s+/g, " "));
  focusErrors(document);
});

// ds-field adds the ids of help and errors to those the server wrote, and they were read twice.
function tidy(within) {
  for (const field of within.querySelectorAll("ds-field [aria-describedby]")) {
    const ids = field.getAttribute("aria-describedby").split(" ");
    field.setAttribute("aria-describedby", [...new Set(ids)].join(" "));
  }
}

/* ---- Focus ---- */
const FIELDS = "input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled])";

function focus(element, options) {
  if (!element) return false;
  if (!element.matches(`a[href], button, summary, [tabindex], ${FIELDS}`)) element.tabIndex = -1;
  element.focus(options);
  return document.activeElement === element;
}

const focusErrors = (within) => focus($("ds-error-summary", within));
const firstField = (within) => $("[autofocus]", within) ?? $("input:checked", within) ?? $(FIELDS, within) ?? $("button, a[href]", within);

/* ---- Overlays: a popover or a dialog that a link fills ---- */
// <a href hx-get hx-target="#status-meny" data-opens> without JavaScript leads to a page of its own.
let opener = null; // what opened the overlay
let last = null; // what had the focus when the latest request went off

const overlayOf = (element) => element?.closest?.("[popover], dialog");
const isOpen = (overlay) => overlay.matches(":popover-open, [open]");

function open(overlay, source) {
  opener = source;
  if (!isOpen(overlay)) {
    if (overlay.matches("dialog")) overlay.showModal();
    else overlay.showPopover({ source });
  }
  // It is put beside its link a moment later; to focus it where it is now would move the page.
  focus(firstField(overlay), { preventScroll: true });
  setTimeout(() => overlay.scrollIntoView({ block: "nearest" }), 100);
}

function close(overlay) {
  if (!isOpen(overlay)) return;
  if (overlay.matches("dialog")) return overlay.close();
  overlay.hidePopover();
  overlay.popover = "auto";
}

// A press beside a menu closes it. Not while something went wrong: what is typed in it would go.
function holdOpen() {
  const overlay = $("[popover]:popover-open:has(form)");
  if (!overlay || overlay.popover === "manual") return;
  overlay.popover = "manual";
  overlay.showPopover({ source: opener ?? undefined });
}

// A swap may have replaced the element that opened the overlay; its id finds the new one, or the
// id of what it stood in: there the first link or button takes the focus.
function focusOpener() {
  if (!opener) return;
  focus(opener.isConnected ? opener : successorOf(opener));
  opener = null;
}

function successorOf(element) {
  for (let old = element; old; old = old.parentElement) {
    const now = old.id && document.getElementById(old.id);
    if (now) return old === element ? now : ($("a[href], button", now) ?? now);
  }
  return null;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-closes]");
  if (!button) return;
  const overlay = overlayOf(button);
  if (!overlay) return;
  event.preventDefault();
  close(overlay);
  focusOpener();
});
document.addEventListener("close", (event) => { if (event.target.matches("dialog")) focusOpener(); }, true);

/* ---- HTMX: before a swap ---- */
const isDocument = (text) => /^\s*<!doctype html/i.test(text);

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  const from = detail.requestConfig?.elt;
  if (!detail.shouldSwap) return;
  if (isDocument(detail.serverResponse)) {
    // A whole page (a conflict, a sign-in) never fits into a row: it takes the place of the page.
    detail.target = document.body;
    detail.swapOverride = "innerHTML";
    detail.selectOverride = undefined;
  } else if (detail.xhr.status === 422) {
    // A form that is not valid comes back where it was, not where its result would have gone.
    const place = from?.closest("[data-invalid]")?.dataset.invalid;
    const overlay = overlayOf(from);
    const target = place ? $(place) : overlay;
    if (target) {
      detail.target = target;
      detail.swapOverride = place ? undefined : "innerHTML";
    }
  }
});

/* ---- HTMX: after a swap ---- */
document.addEventListener("htmx:beforeRequest", (event) => {
  last = document.activeElement;
  hideFailure();
  if (event.target.matches("form")) busy(event.target, true);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful } = event.detail;
  if (elt.matches?.("form")) busy(elt, false);
  const overlay = overlayOf(elt);
  const post = event.detail.requestConfig?.verb !== "get";
  // Not where what is typed comes back into it, to be looked at once more.
  const { xhr } = event.detail;
  const comesBack = xhr.status === 422 || (xhr.status === 409 && xhr.getResponseHeader("HX-Retarget"));
  if (successful && post && overlay && !comesBack) close(overlay);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const { elt, requestConfig } = event.detail;
  setTimeout(() => tidy(elt));
  const from = requestConfig?.elt;
  const spoken = elt.matches("[data-announce]") ? elt : $("[data-announce]", elt);
  if (spoken) announce(spoken.dataset.announce || spoken.textContent.trim());
  if (elt === document.body) {
    scrollTo(0, 0);
    if (!focusErrors(elt)) focus($("main"));
    return;
  }
  if (from?.matches("[data-opens]") && elt.matches("[popover], dialog")) return open(elt, from);
  if (focusErrors(elt)) return;
  const wanted = $("[data-focus]", elt) ?? (elt.matches("[data-focus]") ? elt : null);
  if (wanted) {
    // Something in the same row is asked for first.
    delete from?.closest?.("form[data-advance]")?.dataset.sent;
    return focus(wanted);
  }
  if (advance(from, elt)) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  if (opener) return focusOpener();
  // The swap took the element in focus away: its successor of the same id, or the new part.
  focus((last?.id && document.getElementById(last.id)) || elt);
});

// <form data-advance>: saved with Enter or its button, the next such form takes the focus; after
// the last one it is what carries data-advance-end.
function advance(from, elt) {
  const form = from?.closest?.("form[data-advance]");
  if (!form || !("sent" in form.dataset)) return false;
  const forms = [...document.querySelectorAll("form[data-advance]")];
  const here = forms.findIndex((other) => other === form || (form.id && other.id === form.id));
  const place = here < 0 ? forms.findIndex((other) => elt.contains(other)) : here;
  if (place < 0) return false;
  const next = forms[place + 1];
  return focus(next ? $("[data-first]", next) ?? $(FIELDS, next) : $("[data-advance-end]"));
}

/* ---- What went wrong on the way; the page, and what is typed in it, stays ---- */
function showFailure(kind) {
  const strip = $("#feil");
  if (!strip) return;
  strip.dataset.kind = kind;
  $("p", strip).textContent = strip.dataset[kind] || strip.dataset.server;
  strip.classList.add("is-shown");
  holdOpen();
}

function hideFailure() {
  const strip = $("#feil");
  strip?.classList.remove("is-shown");
  if (strip) $("p", strip).textContent = "";
}

// Signed out meanwhile: to be led to the sign-in page would take away what was typed.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  const signIn = $("#feil a")?.pathname;
  const goal = xhr.getResponseHeader("HX-Redirect");
  if (!goal || !signIn || requestConfig.verb === "get") return;
  if (new URL(goal, location).pathname !== signIn) return;
  event.preventDefault();
  showFailure("signedout");
});

document.addEventListener("htmx:sendError", () => showFailure("offline"));
document.addEventListener("htmx:timeout", () => showFailure("offline"));
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  const kinds = { 403: "forbidden", 404: "missing", 410: "missing", 429: "busy" };
  const expired = xhr.status === 403 && xhr.responseText.includes('data-failure="expired"');
  showFailure(expired ? "expired" : kinds[xhr.status] ?? "server");
});

/* ---- The newest token ---- */
// Signing in again in another tab changes it; the cookie knows, the page does not.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get" || !token()) return;
  detail.headers["X-CSRFToken"] = token();
  if ("csrfmiddlewaretoken" in detail.parameters) detail.parameters.csrfmiddlewaretoken = token();
});

/* ---- One press saves once ---- */
function busy(form, on) {
  form.toggleAttribute("data-busy", on);
  for (const button of form.querySelectorAll("button:not([type=button], [type=reset])")) {
    if (on) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("data-busy")) {
    // Enter in a field saves by the change of the field first; it moves on all the same.
    if (form.matches("[data-advance]")) form.dataset.sent = "";
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.matches("[data-advance]")) form.dataset.sent = "";
  const hidden = form.method === "post" && $("[name=csrfmiddlewaretoken]", form);
  if (hidden && token()) hidden.value = token();
  if (form.method !== "post" || form.matches("[hx-post], [data-hx-post], [data-resubmit]")) return;
  setTimeout(() => { if (!event.defaultPrevented) busy(form, true); });
}, true);
// A field that is swapped away while it has the focus tells of its change only then.
document.addEventListener("change", ({ target: { form } }) => {
  if (form && !form.hasAttribute("data-busy")) delete form.dataset.sent;
}, true);

// Back from the next page the browser may show this one as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-busy]").forEach((form) => busy(form, false));
});

/* ---- A text field that belongs to a choice: whoever writes in it chooses it ---- */
// <textarea data-picks="id of the radio button">
document.addEventListener("input", ({ target }) => {
  const pick = target.dataset?.picks && document.getElementById(target.dataset.picks);
  if (pick) pick.checked = true;
});

/* ---- A button that fills a field, and chooses what the field belongs to ---- */
// <button type="submit" name="offer" value data-fills="id" data-value data-picks="id of the radio">
// Without JavaScript the button is sent, and the form comes back filled.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fills]");
  const field = button && document.getElementById(button.dataset.fills);
  if (!field) return;
  event.preventDefault();
  const pick = document.getElementById(button.dataset.picks);
  if (pick) pick.checked = true;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  focus(field);
});

/* ---- Keys ---- */
// data-key="alt+b" on a button or link: pressed for it while the focus is within the nearest
// [data-keys] around it. data-undo on a part of the page: Escape puts a field back as it was.
const pressed = (event) =>
  [event.ctrlKey && "ctrl", event.altKey && "alt", event.shiftKey && event.key.length > 1 && "shift", event.key.toLowerCase()]
    .filter(Boolean).join("+");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.metaKey) return;
  const here = document.activeElement;
  const typing = here?.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing && here.closest("[data-undo]")) undo(event, here);
  const plain = !event.ctrlKey && !event.altKey;
  if (typing && plain) return;
  const scope = here?.closest("[data-keys]") ?? $("main");
  const key = event.altKey && /^Key[A-Z]$/.test(event.code) ? `alt+${event.code[3].toLowerCase()}` : pressed(event);
  const control = scope && $(`[data-key="${CSS.escape(key)}"]`, scope);
  if (!control) return;
  event.preventDefault();
  control.click();
});

function undo(event, field) {
  const before = field.matches("select")
    ? [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value
    : field.defaultValue;
  if (before === undefined || field.value === before || field.matches("[type=radio], [type=checkbox]")) return;
  event.preventDefault();
  field.value = before;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
