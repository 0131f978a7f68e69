// Two texts for one form: somebody chooses, and what they do not choose waits on this device until they throw it away.
import { keyOf, makeTab, remove, write } from "./apparaat.js";
import { tellMoment } from "./regel.js";
import { fill, read } from "./velden.js";

const NIEUWER = "In een ander tabblad of op een ander apparaat staat nieuwere tekst, van";

export class Keuze {
  constructor(concept) {
    this.concept = concept;
  }

  // The server has newer text than the page.
  ask(other) {
    this.concept.regel.tell(
      `${NIEUWER} ${tellMoment(other.op)}.`,
      ["Neem de nieuwere tekst", () => this.take(other)],
      ["Houd deze tekst", () => this.hold(other)],
    );
  }

  // Another text waits on this device.
  offer(text) {
    this.concept.regel.tell(
      `Op dit apparaat staat ook tekst van ${tellMoment(text.op)}.`,
      ["Wissel om", () => this.swap(text)],
      ["Gooi die tekst weg", () => this.drop(text)],
    );
  }

  take(other) {
    const own = this.show(other);
    this.concept.forget();
    this.settle(other.versie, own);
  }

  hold(other) {
    this.settle(other.versie, other);
    this.concept.keep();
    this.concept.send();
  }

  swap(text) {
    const own = this.show(text);
    this.concept.keep();
    remove(text.key);
    this.settle(this.concept.versie, own);
    this.concept.send();
  }

  drop(text) {
    remove(text.key);
    this.concept.regel.clear();
  }

  // Put a text in the form; answers the one that stood there.
  show(text) {
    const { form, versie } = this.concept;
    const own = { velden: read(form), versie, op: new Date().toISOString() };
    fill(form, text.velden);
    return own;
  }

  settle(versie, left) {
    const text = { ...left, key: keyOf(this.concept.merk, this.concept.naam, makeTab()) };
    write(text);
    this.concept.isChoosing = false;
    this.concept.know(versie);
    this.offer(text);
  }
}
