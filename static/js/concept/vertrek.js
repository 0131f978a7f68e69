// What leaves this device: text that was saved just now, text of long ago, and everything of whoever signs out.
import { list, nameOf, remove, removeAll, removeOld } from "./apparaat.js";
import { ask } from "./server.js";

const UIT = "concept-uit";
const VRAAG = "Op dit apparaat staat tekst die nog niet is bewaard. Log je uit, dan verdwijnt die tekst. Toch uitloggen?";
const { conceptMerk: merk, conceptKlaar: klaar } = document.body.dataset;

export async function tidy() {
  document.addEventListener("submit", leave);
  const gone = sessionStorage.getItem(UIT);
  if (merk) sessionStorage.removeItem(UIT); // signing out did not happen
  else if (gone) await removeAll(gone);
  if (klaar) await removeSaved(klaar.split(" "));
  await removeOld();
}

async function removeSaved(tabs) {
  const saved = (await list(merk)).filter(({ key }) => tabs.some((tab) => key.endsWith(`:${tab}`)));
  await Promise.all(saved.map((text) => remove(text.key)));
}

// Before signing out: bring what waits here to the server, and ask when that does not work.
async function leave(event) {
  const form = event.target;
  if (!merk || !form.action.endsWith("/account/logout/")) return;
  event.preventDefault();
  sessionStorage.setItem(UIT, merk);
  await Promise.all((await list(merk)).map(bring));
  if (!(await list(merk)).length || window.confirm(VRAAG)) form.submit();
}

async function bring(text) {
  const { key, velden, versie } = text;
  const answer = await ask("PUT", nameOf(text), merk, { versie, velden });
  if (answer.status === 200) await remove(key);
}
