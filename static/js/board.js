// Cards of a board can be dragged, on top of the buttons that do the same. What is dropped somewhere
// presses the button that moves it there, so the server decides as it always does. Words: none.
const body = () => document.getElementById("board-body");
let held = null; // the card that is dragged

// The button or link of a card that moves it to one of the places a part takes, the first it has.
function wayTo(card, part) {
  for (const to of part.dataset.drop.split(" ")) {
    const way = card.querySelector(`[data-to="${to}"]`);
    if (way) return way;
  }
  return null;
}

function prepare() {
  // A finger scrolls the page; it has the buttons.
  if (!matchMedia("(pointer: fine)").matches) return;
  for (const card of body()?.querySelectorAll("[data-card]") ?? []) card.draggable = true;
}

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-card]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.id);
  held.classList.add("is-held");
});

document.addEventListener("dragend", () => {
  held?.classList.remove("is-held");
  for (const part of document.querySelectorAll(".is-aimed")) part.classList.remove("is-aimed");
  held = null;
});

document.addEventListener("dragover", (event) => {
  const part = event.target.closest?.("[data-drop]");
  for (const other of document.querySelectorAll(".is-aimed")) {
    if (other !== part) other.classList.remove("is-aimed");
  }
  if (!held || !part || part.contains(held) || !wayTo(held, part)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  part.classList.add("is-aimed");
});

document.addEventListener("drop", (event) => {
  const part = event.target.closest?.("[data-drop]");
  const way = held && part && !part.contains(held) ? wayTo(held, part) : null;
  if (!way) return;
  event.preventDefault();
  if (way.matches("form")) way.requestSubmit();
  else way.click();
});

document.addEventListener("htmx:afterSettle", prepare);
document.addEventListener("live:shown", prepare);
prepare();
