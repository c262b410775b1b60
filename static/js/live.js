// Parts of a page that follow what others do: <div id data-live="address" data-live-state="…"
// data-live-every="20">. Every so many seconds it asks; 204 is nothing new, else it is drawn anew.
// Nothing is asked while the page is hidden, nor drawn over what somebody is writing.
// Words come from templates/_live_note.html. Without this script the page shows what it showed.
const LONGEST = 60_000; // milliseconds between two questions that go unanswered
const PATIENCE = 10_000; // how long one answer may take
const note = document.getElementById("live-note");

function follow(id) {
  const region = () => document.getElementById(id);
  let timer = null;
  let asking = false;
  let failures = 0;
  let fresh = new Date(); // when what is shown was last known to be so

  const every = () => Number(region().dataset.liveEvery) * 1000;
  // A little apart, so that pages opened together do not ask together for ever.
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait * (1 + Math.random() / 10));
  };

  async function ask() {
    const here = region();
    if (!here?.dataset.live || asking) return;
    if (document.visibilityState === "hidden") return; // asked again when it is seen
    if (isBusy(here)) return later(Math.min(every(), 2000));
    asking = true;
    try {
      await answered(here.dataset.liveState, await fetch(addressOf(here), {
        headers: { "HX-Request": "true", "HX-Current-URL": location.href },
        redirect: "error", signal: AbortSignal.timeout(PATIENCE),
      }));
    } catch {
      failed("lost");
    } finally {
      asking = false;
    }
  }

  async function answered(known, answer) {
    if (answer.headers.has("HX-Redirect")) return failed("signedout", LONGEST);
    if ([401, 403, 404, 410].includes(answer.status)) return gone();
    if (answer.status === 429) return failed("busy", LONGEST);
    if (answer.status !== 204 && !answer.ok) return failed("lost");
    const html = answer.status === 204 ? "" : await answer.text();
    failures = 0;
    fresh = new Date();
    say("");
    // A form on the page may have drawn it anew meanwhile, or somebody begun to write: ask again.
    if (html && region()?.dataset.liveState === known && !isBusy(region())) {
      show(new DOMParser().parseFromString(html, "text/html").getElementById(id));
    }
    if (region()?.dataset.live) later(every());
  }

  // Not to be read any more: a screen on a wall goes out, a page that somebody sits at keeps it.
  function gone() {
    if ("liveGoesOut" in region().dataset) region().replaceChildren();
    say("gone");
  }

  function failed(why, wait) {
    failures += 1;
    if (failures > 1 || why !== "lost") say(why);
    later(wait ?? Math.min(every() * 2 ** failures, LONGEST));
  }

  function say(why) {
    if (!note) return;
    const time = `${fresh.getHours()}.${String(fresh.getMinutes()).padStart(2, "0")}`;
    const text = why ? note.dataset[why].replace("{time}", time) : "";
    if (note.firstElementChild.textContent !== text) note.firstElementChild.textContent = text;
    note.hidden = !text;
    note.querySelector("a").hidden = why !== "signedout";
  }

  function show(answer) {
    const old = region();
    if (!answer) return;
    if ("liveReload" in old.dataset && old.dataset.liveReload !== answer.dataset.liveReload) {
      return location.reload(); // a page that stands for weeks gets the rest of itself anew
    }
    const drawn = document.importNode(answer, true);
    const held = focusIn(old);
    const scrolled = [...old.querySelectorAll("[data-live-scroll][id]")]
      .map((one) => [one.id, one.scrollLeft, one.scrollTop]);
    const opened = new Map([...old.querySelectorAll("details[id]")].map((one) => [one.id, one.open]));
    for (const kept of old.querySelectorAll("[data-live-keep][id]")) {
      drawn.querySelector(`#${CSS.escape(kept.id)}`)?.replaceWith(kept);
    }
    old.replaceWith(drawn);
    for (const name of partners(old)) {
      const other = answer.ownerDocument.getElementById(name);
      if (other) document.getElementById(name)?.replaceWith(document.importNode(other, true));
      window.htmx?.process(document.getElementById(name));
    }
    for (const [name, left, top] of scrolled) document.getElementById(name)?.scrollTo(left, top);
    for (const [name, open] of opened) {
      const one = document.getElementById(name);
      if (one) one.open = open;
    }
    window.htmx?.process(drawn);
    if (held) focusAgain(held, drawn);
    drawn.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
  addEventListener("online", ask);
  later(every());
}

function addressOf(here) {
  const url = new URL(here.dataset.live, location.href);
  url.searchParams.set("etter", here.dataset.liveState);
  return url;
}

// Other parts of the page that come with it.
const partners = (here) => (here.dataset.liveWith ?? "").split(" ").filter(Boolean);

// Somebody writes in it, has a menu of it open, or waits for an answer to what was sent from it.
function isBusy(here) {
  if (document.querySelector("dialog[open], [popover]:popover-open")) return true;
  if (here.matches(".htmx-request") || here.querySelector(".htmx-request")) return true;
  const field = document.activeElement;
  if (!here.contains(field) || field.closest("[data-live-keep][id]")) return false;
  return field.matches("select") || ("defaultValue" in field && field.value !== field.defaultValue);
}

function focusIn(old) {
  const element = document.activeElement;
  if (!old.contains(element)) return null;
  let at = null;
  try { at = [element.selectionStart, element.selectionEnd]; } catch { /* has none */ }
  return { element, id: element.id, at };
}

function focusAgain({ element, id, at }, drawn) {
  const now = element.isConnected ? element : id && document.getElementById(id);
  if (!now) drawn.tabIndex = -1;
  (now || drawn).focus({ preventScroll: true });
  if (now && at?.[0] != null) now.setSelectionRange?.(...at);
}

for (const region of document.querySelectorAll("[data-live][id]")) follow(region.id);
