// The card of a Gemba visit: saves by itself while there is network, tries again where there is
// none, makes the key of each observation and picture, so that sending twice keeps one.
// Without this script the card is plain forms. No words live here: they come with the page.
const $ = (selector, within = document) => within.querySelector(selector);
const strip = $("#lagring");
const rows = $("#observasjoner");
const PAUSE = 800, AGAIN = 5000, EDGE = 2000;
const states = new WeakMap();

for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
for (const only of document.querySelectorAll("[data-script]")) only.hidden = false;
prepare($("#ny").content);

function prepare(within) {
  for (const plain of within.querySelectorAll("[data-plain]")) plain.hidden = true;
  for (const only of within.querySelectorAll("[data-script]")) only.hidden = false;
}

function tell(word, time = "") {
  strip.hidden = false;
  strip.classList.toggle("is-calm", word === "saved" || word === "saving");
  $("[data-text]", strip).textContent = strip.dataset[word].replace("{time}", time);
}

const stateOf = (form) => {
  if (!states.has(form)) states.set(form, { dirty: false, busy: null, timer: 0, sent: null });
  return states.get(form);
};
const formsNow = () => [...document.querySelectorAll("form[data-autosave]")];
const plainly = (form) => Object.fromEntries(
  [...new FormData(form)].filter(([, value]) => typeof value === "string"));
const words = (values) => {
  const { csrfmiddlewaretoken, version, ...rest } = values;
  return rest;
};
const same = (a, b) => [...new Set([...Object.keys(a), ...Object.keys(b)])]
  .every((name) => (a[name] ?? "") === (b[name] ?? ""));

/* ---- Saving ---- */
function touched(form, pause = PAUSE) {
  const state = stateOf(form);
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), pause);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (form && event.target.type !== "file") touched(form, event.target.matches("textarea, [type=text]") ? PAUSE : 100);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-autosave]");
  if (!form || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  touched(form, 0);
});

async function save(form) {
  const state = stateOf(form);
  if (state.busy) await state.busy;
  if (!state.dirty || !form.isConnected) return true;
  state.busy = send(form, state);
  const kept = await state.busy;
  state.busy = null;
  return kept;
}

async function send(form, state) {
  state.dirty = false;
  state.sent = plainly(form);
  tell("saving");
  let answer;
  try {
    answer = await fetch(form.action, {
      method: "POST", headers: { Accept: "application/json" }, keepalive: true,
      body: new URLSearchParams(state.sent),
    });
  } catch {
    return later(form, state, "offline");
  }
  if (answer.status >= 500) return later(form, state, "offline");
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return later(form, state, "signedOut");
  const said = await answer.json();
  if (answer.ok) {
    if (form.elements.version) form.elements.version.value = said.version;
    say(form, []);
    state.kept = words(state.sent);
    tell("saved", said.at);
    return true;
  }
  if (said.current) return differ(form, state, said);
  say(form, said.errors);
  tell("over");
  return false;
}

function later(form, state, word) {
  state.dirty = true;
  state.lost = state.sent;
  tell(word);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), AGAIN);
  return false;
}

addEventListener("online", () => formsNow().forEach((form) => { if (stateOf(form).dirty) save(form); }));

function say(form, texts) {
  const place = $("[data-say]", form);
  if (!place) return;
  place.replaceChildren(...texts.map((text) => {
    const line = document.createElement("p");
    line.className = "ds-validation-message";
    line.textContent = text;
    return line;
  }));
}

// Another was first, or it was this phone itself and the answer was lost on the way.
function differ(form, state, said) {
  const { version, ...theirs } = said.current;
  form.elements.version.value = version;
  const own = state.lost && same(words(state.lost), theirs);
  if (own || same(words(plainly(form)), theirs)) {
    state.dirty = true;
    state.timer = setTimeout(() => save(form), 0);
    return false;
  }
  const choice = $("#konflikt").content.cloneNode(true);
  $("p", choice).textContent = said.errors[0];
  $("blockquote", choice).textContent = theirs.text;
  $("[data-mine]", choice).addEventListener("click", () => { say(form, []); touched(form, 0); });
  $("[data-theirs]", choice).addEventListener("click", () => {
    for (const [name, value] of Object.entries(theirs)) {
      for (const field of form.querySelectorAll(`[name="${name}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.type === "radio" ? field.value === value : value === "on";
        else field.value = value;
      }
    }
    say(form, []);
    tell("saved");
  });
  $("[data-say]", form).replaceChildren(choice);
  tell("over");
  return false;
}

/* ---- Leaving: first what is not saved yet ---- */
const flush = async () => (await Promise.all(formsNow().map(save))).every(Boolean);

document.addEventListener("click", async (event) => {
  const leave = event.target.closest("a[data-leave]");
  if (leave && formsNow().some((form) => stateOf(form).dirty || stateOf(form).busy)) {
    event.preventDefault();
    if (await flush()) location.assign(leave.href);
  }
});
addEventListener("pagehide", () => formsNow().forEach((form) => { if (stateOf(form).dirty) save(form); }));
addEventListener("beforeunload", (event) => {
  if (formsNow().some((form) => stateOf(form).dirty)) event.preventDefault();
});

/* ---- One more observation, one less ---- */
const key = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
  (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

function numbered() {
  rows.querySelectorAll("[data-number]").forEach((place, index) => { place.textContent = index + 1; });
}

function added() {
  const made = $("#ny").content.cloneNode(true);
  const mine = key();
  for (const element of made.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(rows.dataset.nobody)) attribute.value = attribute.value.replaceAll(rows.dataset.nobody, mine);
    }
  }
  rows.append(made);
  numbered();
  return rows.lastElementChild;
}

document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-new]")) {
    event.preventDefault();
    const row = added();
    row.scrollIntoView({ block: "start" });
    $("[name=kind]", row).focus({ preventScroll: true });
  }
  const remove = event.target.closest("[data-delete]");
  if (remove) {
    event.preventDefault();
    const row = remove.closest(".ob"), form = remove.form, state = stateOf(form);
    const empty = form.elements.version.value === "0" && !form.elements.text.value.trim();
    if (!empty && !confirm(remove.dataset.ask)) return;
    clearTimeout(state.timer);
    if (state.busy) await state.busy;
    state.dirty = false;
    const said = await posted(remove.formAction, new URLSearchParams(plainly(form)));
    if (said?.errors) say(form, said.errors);
    else if (said) {
      row.remove();
      numbered();
      (rows.lastElementChild?.querySelector("textarea") ?? $("[data-new]")).focus();
    }
  }
  const drop = event.target.closest("[data-remove]");
  if (drop) {
    event.preventDefault();
    const figure = drop.closest("figure");
    const form = drop.closest("form");
    const said = await posted(drop.dataset.remove, new URLSearchParams(plainly(form)));
    if (said?.errors) say(form, said.errors);
    else if (said) figure.remove();
  }
});

async function posted(url, body) {
  try {
    const answer = await fetch(url, { method: "POST", headers: { Accept: "application/json" }, body });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) { tell("signedOut"); return null; }
    const said = await answer.json();
    if (answer.ok) return said;
    return { errors: said.errors ?? [] };
  } catch {
    tell("offline");
    return null;
  }
}

/* ---- Pictures: turned and made smaller on the phone where it can, so that little is sent ---- */
document.addEventListener("change", async (event) => {
  const field = event.target.closest("[data-photo]");
  if (!field?.files.length) return;
  const row = field.closest(".ob"), form = $("form[data-autosave]", row);
  const figure = $("#nytt-bilde").content.cloneNode(true).firstElementChild;
  figure.classList.add("is-waiting");
  field.closest(".addphoto").before(figure);
  const file = field.files[0];
  stateOf(form).dirty = true;
  if (!await save(form)) { figure.remove(); return; }
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("file", await smaller(file), "bilde.jpg");
  const said = await posted(field.dataset.photo.replace(rows.dataset.noPhoto, key()), body);
  field.value = "";
  if (!said?.url) {
    figure.remove();
    say(form, said?.errors ?? []);
    return;
  }
  say(form, []);
  figure.classList.remove("is-waiting");
  $("img", figure).src = said.url;
  $("button", figure).dataset.remove = said.remove;
});

async function smaller(file) {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, EDGE / Math.max(image.width, image.height));
    if (scale === 1 && file.size < 400_000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => { canvas.toBlob((blob) => done(blob ?? file), "image/jpeg", 0.85); });
  } catch {
    return file; // What the phone cannot read the server says a word about.
  }
}
