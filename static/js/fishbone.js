// The meeting of a fishbone analysis: causes are sent one after the other while the next one is
// typed, kept in this browser until the server has them, and what others write comes by itself.
// Without this script the page is a form like any other. Words come from the page.
"use strict";

(() => {
  const page = document.getElementById("fb-meeting");
  if (!page) return;
  const POLL = 2000; // milliseconds between two questions for news
  const form = document.getElementById("fb-add");
  const field = document.getElementById("fb-text");
  const list = document.getElementById("fb-pending");
  const store = `fishbone-${page.dataset.analysis}`;
  const board = () => document.getElementById("fb-board");
  const MANY = 3; // more that were refused are shown together
  const AT_ONCE = 100; // causes in one request, where a list was pasted
  let asking = false;
  let dragged = null; // the row of the cause that is being dragged

  const newKey = () => {
    const random = crypto.getRandomValues(new Uint8Array(16));
    return [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    ?? form?.querySelector("[name=csrfmiddlewaretoken]")?.value;

  /* ---- The board as the server has it ---- */
  function read(html) {
    return new DOMParser().parseFromString(html, "text/html").getElementById("fb-board");
  }

  function show(fresh) {
    const old = board();
    if (dragged) return; // the next question brings it
    if (!fresh || Number(fresh.dataset.pulse) < Number(old.dataset.pulse)) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
    const scroll = old.querySelector(".fb-scroll")?.scrollLeft ?? 0;
    const drawn = document.importNode(fresh, true);
    old.replaceWith(drawn);
    const moved = drawn.querySelector(".fb-scroll");
    if (moved) moved.scrollLeft = scroll;
    window.htmx?.process(drawn);
    if (drawn.dataset.open === "0" && form) form.hidden = true;
    // The same button again; where it went with its cause, the field one writes in.
    if (focused !== null) (document.getElementById(focused) ?? field)?.focus({ preventScroll: true });
  }

  async function ask() {
    if (asking || dragged || document.visibilityState !== "visible" || document.querySelector("dialog[open]")) return;
    asking = true;
    try {
      const answer = await fetch(`${page.dataset.news}?etter=${board().dataset.pulse}`, {
        headers: { "HX-Request": "true" }, redirect: "error",
      });
      if (answer.status === 200) show(read(await answer.text()));
    } catch { /* the next question may go through */ } finally {
      asking = false;
    }
  }
  setInterval(ask, POLL);

  /* ---- What is typed, kept until it is saved ---- */
  if (!form) return;
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(store)) ?? []; } catch { return []; }
  };
  const queue = kept();
  const keep = () => {
    try {
      if (queue.length) localStorage.setItem(store, JSON.stringify(queue));
      else localStorage.removeItem(store);
    } catch { /* kept on the page at least */ }
  };
  let sending = false;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "ds-button";
    made.dataset.variant = "secondary";
    made.dataset.size = "sm";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  /* Many that have no room: all of them to be copied, and tried again when there is. */
  function together(refused) {
    const row = document.createElement("li");
    row.className = "fbm__many";
    const note = document.createElement("p");
    note.className = "fbm__problem";
    const label = [page.dataset.many, refused.length].join(" ");
    note.textContent = [label, refused[0].problem, page.dataset.kept].join(". ").replaceAll("..", ".");
    const all = document.createElement("textarea");
    all.className = "ds-input";
    all.readOnly = true;
    all.rows = 6;
    all.setAttribute("aria-label", label);
    all.value = refused.map((item) => item.text).join("\n");
    row.append(
      note, all,
      button(page.dataset.again, () => {
        for (const item of refused) delete item.problem;
        keep();
        draw();
        send();
      }),
      button(page.dataset.away, () => {
        for (const item of refused) queue.splice(queue.indexOf(item), 1);
        keep();
        draw();
      }),
    );
    return row;
  }

  function draw() {
    const refused = queue.filter((item) => item.problem);
    const grouped = refused.length > MANY ? [together(refused)] : [];
    const single = grouped.length ? queue.filter((item) => !item.problem) : queue;
    list.replaceChildren(...grouped, ...single.slice(0, 20).map((item) => {
      const row = document.createElement("li");
      const text = document.createElement("span");
      text.textContent = item.text;
      const note = document.createElement("span");
      note.className = item.problem ? "fbm__problem" : "muted";
      note.textContent = item.problem
        ? `${page.dataset.refused}. ${item.problem}` : item.tried ? page.dataset.waiting : page.dataset.saving;
      row.append(text, note);
      if (item.problem) {
        row.append(button(page.dataset.mend, () => mend(item)));
      }
      return row;
    }));
  }

  function mend(item) {
    queue.splice(queue.indexOf(item), 1);
    keep();
    draw();
    field.value = field.value ? `${field.value} ${item.text}` : item.text;
    choose(item.under);
    field.focus();
  }

  async function send() {
    if (sending) return;
    const first = queue.find((one) => !one.problem);
    if (!first) return;
    sending = true;
    // Those that wait for the same place go together.
    const batch = queue.filter((one) => !one.problem && one.under === first.under).slice(0, AT_ONCE);
    const body = new URLSearchParams({ under: first.under });
    for (const item of batch) {
      body.append("key", item.key);
      body.append("text", item.text);
    }
    let again = false;
    try {
      const answer = await fetch(page.dataset.add, {
        method: "POST", body, redirect: "error",
        headers: { "HX-Request": "true", "X-CSRFToken": token() },
      });
      const html = await answer.text();
      const fresh = read(html);
      if (answer.ok && fresh) saved(batch, fresh);
      else if (answer.status >= 400 && answer.status < 500) {
        const problem = fresh?.querySelector("[data-problem]")?.textContent.trim() || `${answer.status}`;
        for (const item of batch) item.problem = problem;
        // Where there is no room for one there is none for the others.
        if (fresh?.hasAttribute("data-full")) for (const one of queue) one.problem ??= problem;
        if (fresh) show(fresh);
      } else again = true;
    } catch {
      again = true;
    }
    for (const item of batch) item.tried = again;
    sending = false;
    keep();
    draw();
    if (again) setTimeout(send, 3000);
    else send();
  }

  function saved(batch, fresh) {
    const refused = new Map(
      [...fresh.querySelectorAll("[data-refused]")].map((one) => [one.dataset.refused, one.textContent]),
    );
    const stand = batch.filter((item) => !refused.has(item.key));
    for (const item of batch) item.problem = refused.get(item.key);
    for (const item of stand) queue.splice(queue.indexOf(item), 1);
    const full = fresh.querySelector("[data-no-room]")?.textContent;
    if (full) for (const one of queue) one.problem ??= full;
    const made = fresh.dataset.made;
    show(fresh);
    if (stand.length) window.announce?.(`${page.dataset.added} ${stand.length > 1 ? stand.length : stand[0].text}`);
    // After a why the next why is asked of it, unless somebody has chosen another place meanwhile.
    if (made && batch[0].under.startsWith("c") && place() === batch[0].under) {
      const row = fresh.querySelector(`#arsak-${made.slice(1)}`);
      const deeper = row?.querySelector(`[data-why="${made}"]`);
      if (deeper && !queue.length) why(made, batch[0].text);
    }
  }

  /* ---- Where the next cause goes ---- */
  const radios = () => [...form.querySelectorAll("input[name=under]:not([disabled])")];
  const place = () => form.querySelector("input[name=under]:checked")?.value ?? "";
  const chip = form.querySelector("[data-why-chip]");

  function choose(value) {
    const radio = radios().find((one) => one.value === value) ?? radios()[0];
    if (radio) radio.checked = true;
  }

  function why(value, text) {
    const radio = chip.querySelector("input");
    radio.disabled = false;
    radio.value = value;
    radio.checked = true;
    chip.querySelector("[data-why-text]").textContent = text;
    chip.hidden = false;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-why]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = link.closest("li");
    why(link.dataset.why, row.querySelector("[data-text]").textContent);
    field.focus();
    window.announce?.(`${page.dataset.to} ${chip.textContent.trim()}`);
  });

  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const all = radios();
    const here = all.findIndex((one) => one.checked);
    const next = all[(here + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length];
    next.checked = true;
    window.announce?.(`${page.dataset.to} ${next.closest("label").textContent.trim()}`);
  });

  /* Several lines that are pasted are several causes. */
  field.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").split(/[\r\n]+/).map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    lines[0] = `${field.value.trim()} ${lines[0]}`.trim();
    add(lines);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) add([text]);
  });

  function add(texts) {
    for (const text of texts) queue.push({ under: place(), key: newKey(), text });
    field.value = "";
    field.removeAttribute("aria-invalid");
    document.getElementById("fb-problems")?.remove();
    keep();
    draw();
    send();
  }

  /* ---- Dragging a cause to another bone, or under another cause ---- */
  // The row's own page has the same as a choice; this is only quicker with a mouse.
  const note = document.getElementById("fb-note");
  const rows = ".fbm__c[data-move]";

  function target(element) {
    const row = element.closest?.(rows);
    if (row && dragged.contains(row)) return null;
    const parent = dragged.parentElement.closest("section[id^=bein-], .fbm__c");
    const found = row ?? element.closest?.("section[id^=bein-]");
    return found && found !== parent ? found : null;
  }

  const mark = (found) => {
    for (const one of document.querySelectorAll(".is-over")) if (one !== found) one.classList.remove("is-over");
    found?.classList.add("is-over");
  };

  document.addEventListener("pointerdown", (event) => {
    const text = event.target.closest?.(`${rows} > .fbm__t`);
    if (text && event.pointerType === "mouse") text.draggable = true;
  });

  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.(".fbm__t[draggable]")?.closest(rows);
    if (!row) return;
    dragged = row;
    note.hidden = true;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.querySelector("[data-text]").textContent);
    row.classList.add("is-dragged");
  });

  document.addEventListener("dragover", (event) => {
    if (!dragged) return;
    const found = target(event.target);
    mark(found);
    if (found) event.preventDefault();
  });

  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    mark(null);
  });

  document.addEventListener("drop", (event) => {
    const found = dragged && target(event.target);
    if (!found) return;
    event.preventDefault();
    const row = dragged;
    const under = found.matches(rows) ? `c${found.id.slice(6)}` : `b${found.id.slice(5)}`;
    row.classList.remove("is-dragged");
    dragged = null;
    mark(null);
    move(row, under);
  });

  async function move(row, under) {
    const body = new URLSearchParams({ under, version: row.dataset.version });
    try {
      const answer = await fetch(row.dataset.move, {
        method: "POST", body, redirect: "error",
        headers: { "HX-Request": "true", "X-CSRFToken": token() },
      });
      const fresh = read(await answer.text());
      if (fresh) show(fresh);
      if (answer.ok && fresh) window.announce?.(page.dataset.moved);
      else tell(fresh?.querySelector("[data-problem]")?.textContent.trim() || page.dataset.refused);
    } catch {
      tell(page.dataset.refused);
    }
  }

  function tell(problem) {
    note.textContent = problem;
    note.hidden = false;
  }

  draw();
  send();
})();
