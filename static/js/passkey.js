// Passkeys: the browser is asked for one, and what it answers is sent with the form.
// <button type="button" data-passkey="create|get"> in a form with a field "credential"; what the
// browser is asked stands in #passkey-data, or is fetched from the form's own address.
const { webauthnJSON } = window;

async function question(form) {
  const ready = document.getElementById("passkey-data");
  if (ready) return JSON.parse(ready.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`asked for a passkey, got ${answer.status}`);
  return answer.json();
}

// A passkey that signs in by itself must be kept by the device, and ask who is there.
async function create(form) {
  const { creation_options: options } = await question(form);
  const alone = form.elements.passwordless?.checked ?? false;
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  });
  return webauthnJSON.create(options);
}

async function get(form) {
  const { request_options: options } = await question(form);
  return webauthnJSON.get(options);
}

function failed(form, on) {
  const note = form.querySelector("[data-passkey-failed]");
  if (!note) return;
  note.hidden = !on;
  if (on) window.announce?.(note.textContent.trim());
}

for (const button of document.querySelectorAll("[data-passkey]")) {
  button.addEventListener("click", async () => {
    const { form } = button;
    failed(form, false);
    try {
      const answer = await { create, get }[button.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(answer);
      form.requestSubmit();
    } catch {
      failed(form, true); // refused, timed out, or no passkey here; the browser does not say which
    }
  });
}
