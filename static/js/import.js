// Looking over what was read: «Split here» tells the server where the cursor stands.
// <button data-split="id of the text" data-split-at="id of the hidden field">; without this script
// a line is split where a line break was typed into it.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-split]");
  if (!button) return;
  const text = document.getElementById(button.dataset.split);
  const at = document.getElementById(button.dataset.splitAt);
  if (text && at) at.value = text.selectionStart;
}, true);
