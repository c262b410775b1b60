// A text field in which a position is written becomes a combobox: the list is fetched while one
// writes. Without this script the field has a short datalist, and anything may be written in it.
// The words come from <template id="stilling-ord"> in organisation/position/_datalist.html.
"use strict";

(() => {
  const WAIT = 150; // milliseconds after the last key
  const words = () => document.getElementById("stilling-ord")?.dataset ?? {};
  let current = null; // {input, list, options, active, changed, timer, request}

  const optionId = (input, place) => `${input.id}-valg-${place}`;

  function dress(input) {
    if (input.getAttribute("role") === "combobox") return;
    input.removeAttribute("list");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-haspopup", "listbox");
  }

  function begin(input) {
    dress(input);
    if (current?.input === input) return current;
    current = { input, list: null, options: [], active: -1, changed: false, timer: 0, request: null };
    return current;
  }

  function close() {
    if (!current) return;
    clearTimeout(current.timer);
    current.request?.abort();
    current.request = null;
    current.list?.remove();
    current.list = null;
    current.options = [];
    current.active = -1;
    current.input.setAttribute("aria-expanded", "false");
    current.input.removeAttribute("aria-activedescendant");
    current.input.removeAttribute("aria-controls");
  }

  const isOpen = () => Boolean(current?.list);

  function show(choices, choose) {
    const { input } = current;
    current.list?.remove();
    const list = document.createElement("ul");
    list.className = "combo__l";
    list.id = `${input.id}-liste`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", words().name ?? "");
    current.options = choices;
    choices.forEach((choice, place) => {
      const option = document.createElement("li");
      option.id = optionId(input, place);
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const name = document.createElement("b");
      name.textContent = choice.label;
      const under = document.createElement("span");
      under.textContent = choice.under;
      option.append(name, under);
      list.append(option);
    });
    if (!choices.length) {
      const none = document.createElement("li");
      none.className = "combo__none";
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.textContent = words().none ?? "";
      list.append(none);
    }
    input.after(list);
    current.list = list;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    // Only a single match is taken by Tab or Enter; among several the person chooses.
    mark(choose && choices.length === 1 ? 0 : -1);
    const count = (words().some ?? "").replace("{n}", choices.length);
    if (window.announce) window.announce(choices.length ? count : words().none);
    list.scrollIntoView({ block: "nearest" });
  }

  function mark(place) {
    current.active = place;
    [...current.list.children].forEach((option, here) => {
      option.setAttribute("aria-selected", String(here === place));
      if (here === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) current.input.removeAttribute("aria-activedescendant");
    else current.input.setAttribute("aria-activedescendant", optionId(current.input, place));
  }

  function pick(place) {
    const choice = current.options[place];
    if (!choice) return;
    const { input } = current;
    close();
    input.value = choice.value;
    current.changed = false;
    // Told to the page as typing is, but not looked up again.
    input.dispatchEvent(new CustomEvent("combobox:pick", { bubbles: true }));
  }

  async function look(choose) {
    const mine = current;
    mine.request?.abort();
    mine.request = new AbortController();
    const url = new URL(mine.input.dataset.combobox, location.href);
    url.searchParams.set("q", choose ? mine.input.value : "");
    try {
      const answer = await fetch(url, { signal: mine.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) return close();
      const { choices } = await answer.json();
      if (current === mine && document.activeElement === mine.input) show(choices, choose);
    } catch {
      // Without contact there is no list; what is written is understood when it is saved.
      if (current === mine && !mine.request?.signal.aborted) close();
    }
  }

  const field = (event) => (event.target.matches?.("[data-combobox]") ? event.target : null);
  const exact = () => current.options.some((choice) => choice.value.toLowerCase() === current.input.value.trim().toLowerCase());

  document.addEventListener("focusin", (event) => {
    const input = field(event);
    if (current && current.input !== event.target) close();
    if (input) begin(input);
    else current = null;
  });

  document.addEventListener("input", (event) => {
    const input = field(event);
    if (!input || input !== document.activeElement) return;
    begin(input);
    clearTimeout(current.timer);
    current.changed = true;
    if (!input.value.trim()) return close();
    current.timer = setTimeout(() => look(true), WAIT);
  });

  // In the capture phase: an open list takes its keys before the page's own keys see them.
  document.addEventListener("keydown", (event) => {
    const input = field(event);
    if (!input || event.isComposing) return;
    begin(input);
    const { options, active } = current;
    const take = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.ctrlKey || event.metaKey) return;
      take();
      if (!isOpen()) { look(Boolean(input.value.trim()) && current.changed); return; }
      if (!options.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length);
    } else if (event.key === "Escape" && isOpen()) {
      take();
      close();
    } else if (event.key === "Enter" && isOpen() && active >= 0 && !event.ctrlKey && !exact()) {
      take();
      pick(active);
    } else if (event.key === "Tab" && isOpen() && active >= 0 && current.changed && !exact()) {
      pick(active);
    } else if (event.key === "Enter" && isOpen()) {
      if (active >= 0) pick(active);
      close();
    }
  }, true);

  // The list goes when the field loses focus; a press on it must not take the focus first.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.(".combo__l")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".combo__l [role=option]");
    if (option && current?.list?.contains(option)) pick([...current.list.children].indexOf(option));
    else if (field(event) && !isOpen()) { begin(event.target); look(false); }
  });
})();
