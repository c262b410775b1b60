// What Django's administration leaves without a name for those who do not see the page.
const named = (choice) => {
  const select = choice.closest(".select2")?.previousElementSibling;
  const label = select?.getAttribute("aria-label") ?? select?.labels?.[0]?.textContent.trim();
  if (!label) return;
  const within = choice.querySelector(".select2-selection__rendered");
  for (const part of [choice, within]) part?.setAttribute("aria-label", label.replace(/:$/, ""));
  choice.removeAttribute("aria-labelledby");
};
const mend = () => {
  document.querySelectorAll(".select2-selection[aria-labelledby]").forEach(named);
  // A head over a column that has none is no head.
  document.querySelectorAll(".inline-group thead th:empty").forEach((head) => {
    const cell = document.createElement("td");
    cell.className = head.className;
    head.replaceWith(cell);
  });
  // What scrolls sideways must be reached by the keyboard.
  document.querySelectorAll(".inline-group").forEach((group) => {
    if (group.scrollWidth > group.clientWidth) group.tabIndex = 0;
  });
};
mend();
// Fields to choose in come when their script is ready, and with each row that is added.
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
