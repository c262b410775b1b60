// A board meeting: the minutes go by themselves, the buttons beside the number count people, and a
// remote control (Page Down, Page Up) goes on to the next step and back. Without it all works too.
const began = new Map(); // where the count stood, by when the page got it

function tick() {
  for (const timer of document.querySelectorAll("[data-meeting-seconds]")) {
    if (!began.has(timer)) began.set(timer, performance.now() - Number(timer.dataset.meetingSeconds) * 1000);
    const minutes = Math.floor((performance.now() - began.get(timer)) / 60_000);
    timer.querySelector("[data-meeting-used]").textContent = minutes;
    timer.classList.toggle("is-over", minutes > Number(timer.dataset.meetingPlanned));
  }
  for (const timer of began.keys()) if (!timer.isConnected) began.delete(timer);
}
tick();
setInterval(tick, 5000);
document.addEventListener("live:shown", tick);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-count]");
  if (!button) return;
  const group = button.closest("[data-count-from]");
  const field = group.querySelector("input");
  const step = Number(button.dataset.count);
  // From nothing it begins with how many there were last time.
  const next = field.value === "" ? Number(group.dataset.countFrom) || Math.max(step, 1) : Number(field.value) + step;
  field.value = Math.min(Math.max(next, Number(field.min)), Number(field.max));
  window.announce?.(field.value);
});

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, [popover], dialog")) return;
  const steps = [...document.querySelectorAll(".bm-steps button")];
  const here = steps.findIndex((step) => step.hasAttribute("aria-current"));
  const to = { PageDown: here + 1, PageUp: here - 1 }[event.key];
  if (here < 0 || to === undefined || !steps[to]) return;
  event.preventDefault();
  steps[to].click();
});
