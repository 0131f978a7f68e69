// Forms with `data-concept` save themselves while somebody types; see concept/formulier.js for how.
import { Concept } from "./concept/formulier.js";
import { tidy } from "./concept/vertrek.js";

const tidied = tidy();
for (const form of document.querySelectorAll("form[data-concept]")) {
  const concept = new Concept(form);
  tidied.then(() => concept.open());
  form.addEventListener("input", () => concept.type());
  form.addEventListener("submit", (event) => concept.submit(event));
  concept.regel.line.addEventListener("submit", (event) => {
    if (event.submitter.name !== "_opnieuw") return;
    event.preventDefault();
    concept.restart();
  });
  window.addEventListener("online", () => concept.send());
  window.addEventListener("focus", () => concept.send());
  window.addEventListener("pageshow", () => (concept.isSent = false)); // back, out of the browser's own memory
  document.addEventListener("visibilitychange", () => concept.send());
}
