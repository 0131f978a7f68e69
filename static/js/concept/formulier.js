// The draft of one form. Every input lands on this device at once and on the server after a second; text that is
// newer elsewhere is never overwritten: then somebody chooses, see keuze.js.
import { keyOf, list, makeTab, remove, write } from "./apparaat.js";
import { Keuze } from "./keuze.js";
import { Regel, tellMoment } from "./regel.js";
import { ask, readToken } from "./server.js";
import { fill, read, same } from "./velden.js";

const SOON = 1000;
const AT_LAST = 5000;
const AGAIN = 5000;

export class Concept {
  constructor(form) {
    const { _merk, _versie, _tab } = form.elements;
    this.form = form;
    this.naam = form.dataset.concept;
    this.merk = _merk.value;
    this.versie = Number(_versie.value);
    this.key = keyOf(this.merk, this.naam, (_tab.value = makeTab()));
    this.regel = new Regel(form);
    this.keuze = new Keuze(this);
    this.sent = []; // without a yes: it may have arrived after all, or another tab took it over
    this.isKept = true;
    this.isChoosing = this.regel.vraagt;
    this.regel.knop.hidden = !this.isChoosing;
  }

  // Put back what waits here, unless there is newer text: on the server, or typed in the meantime.
  async open() {
    const waiting = (await list(this.merk, this.naam)).filter((text) => text.key !== this.key);
    if (this.isChoosing) return;
    const here = read(this.form);
    const [newest, next] = waiting.filter((text) => !same(text.velden, here));
    const alike = waiting.filter((text) => same(text.velden, here));
    if (alike.length) this.keep();
    alike.forEach((text) => remove(text.key));
    const isOlder = this.regel.isGeopend && newest?.versie < this.versie;
    if (newest && (isOlder || this.isNew || this.form.querySelector(".foutenlijst"))) this.keuze.offer(newest);
    else if (newest) this.putBack(newest, next);
    this.send();
  }

  putBack(text, next) {
    fill(this.form, text.velden);
    this.keep(text.op);
    remove(text.key);
    if (next) this.keuze.offer(next);
    else this.regel.tell(`Je tekst van ${tellMoment(text.op)} staat weer klaar.`, ["Begin opnieuw", () => this.restart()]);
  }

  type() {
    this.keep();
    this.typed ??= Date.now();
    this.sendIn(Math.max(0, Math.min(SOON, this.typed + AT_LAST - Date.now())));
  }

  keep(op = new Date().toISOString()) {
    this.isNew = true;
    const text = { key: this.key, velden: read(this.form), versie: this.versie, op };
    write(text).then((isKept) => (this.isKept = isKept));
  }

  sendIn(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), time);
  }

  async send() {
    if (!this.isNew || this.isChoosing || this.isSent || this.busy) return;
    clearTimeout(this.timer);
    this.typed = undefined;
    const velden = read(this.form);
    this.busy = ask("PUT", this.naam, this.merk, { versie: this.versie, velden });
    const answer = await this.busy;
    this.busy = undefined;
    this.hear(answer, velden);
  }

  hear(answer, velden) {
    if (answer.status === 200) return this.saved(answer, velden);
    this.sent.push(velden);
    if (answer.status === 409) this.met(answer);
    else if (answer.status === 413) this.regel.say(`${answer.detail} ${this.where}`, { aloud: true });
    else if (answer.status === 401 || answer.status === 403)
      this.regel.tell(`Je bent niet meer ingelogd. ${this.where}`, this.regel.inloggen);
    else {
      this.regel.say(`Geen verbinding. ${this.where}`, { aloud: true });
      this.sendIn(AGAIN);
    }
  }

  get where() {
    return this.isKept ? "Je tekst staat op dit apparaat." : "Je tekst staat alleen op deze pagina. Laat haar open.";
  }

  saved(answer, velden) {
    this.know(answer.versie);
    this.regel.stopAsking();
    // A token from before somebody signed in again is worth nothing; this answer says that it was the same person.
    this.form.elements.csrfmiddlewaretoken.value = readToken();
    this.isNew = !same(velden, read(this.form));
    if (this.isNew) this.type();
    else remove(this.key);
    this.regel.say(`Bewaard om ${tellMoment(answer.bewaardOp)}.`);
  }

  know(versie) {
    this.versie = versie;
    this.form.elements._versie.value = versie;
    this.sent = [];
  }

  // Somebody saved since. Was that our own text, then what stands here goes on from it.
  met(answer) {
    this.isChoosing = answer.velden && !this.sent.some((text) => same(text, answer.velden));
    if (this.isChoosing) this.keuze.ask({ ...answer, op: answer.bewaardOp });
    else this.know(answer.versie);
    this.send();
  }

  forget() {
    this.isNew = false;
    remove(this.key);
  }

  async restart() {
    const answer = await ask("DELETE", this.naam, this.merk, { versie: this.versie });
    if (!answer.status) {
      this.regel.say("Geen verbinding. Probeer het straks opnieuw.", { aloud: true });
      return;
    }
    this.isSent = true;
    this.forget();
    location.replace(location.pathname + location.search);
  }

  // Wait for a save that is under way, so that it does not come after the form itself.
  submit(event) {
    if (this.busy) {
      event.preventDefault();
      this.busy.then(() => this.form.requestSubmit(event.submitter));
      return;
    }
    clearTimeout(this.timer);
    if (this.isNew) this.keep();
    this.isSent = true;
  }
}
