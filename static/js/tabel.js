// A table that is wider than its frame can be scrolled with the keyboard, and says its name to a screen reader.
"use strict";

const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => mark(target)));

function mark(frame) {
  if (frame.scrollWidth <= frame.clientWidth) {
    frame.removeAttribute("tabindex");
    return;
  }
  const name = frame.querySelector("caption")?.textContent ?? document.querySelector("h1").textContent;
  frame.tabIndex = 0;
  frame.role ??= "region";
  frame.ariaLabel ??= name.trim();
}

for (const frame of document.querySelectorAll(".tabel")) watch.observe(frame);
