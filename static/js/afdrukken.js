// A button that prints the page. Without JavaScript it stays hidden: the browser has one of its own.
"use strict";

for (const button of document.querySelectorAll("[data-afdrukken]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
