// What a draft tells: one line above the form, with a choice in it, and where the text is beside the button.

export function tellMoment(op) {
  const moment = new Date(op);
  const time = moment.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const today = moment.toDateString() === new Date().toDateString();
  return `${today ? "" : `${moment.toLocaleDateString("nl-NL", { day: "numeric", month: "long" })}, `}${time} uur`;
}

export class Regel {
  constructor(form) {
    this.line = document.querySelector(`[data-concept-regel="${form.dataset.concept}"]`);
    this.stand = form.querySelector("[data-concept-stand]");
    this.knop = form.querySelector("[data-concept-knop]");
  }

  // Whether the server put a draft in the form, or asks somebody to choose.
  get isGeopend() {
    return Boolean(this.line.querySelector("[name=_opnieuw]"));
  }

  get vraagt() {
    return Boolean(this.line.querySelector("[name=_nieuwste]"));
  }

  // The way to sign in, gone as soon as a save succeeds.
  get inloggen() {
    const link = document.createElement("a");
    Object.assign(link, { href: this.line.dataset.conceptInloggen, target: "_blank", rel: "noopener" });
    link.textContent = "Log opnieuw in (opent een nieuw tabblad)";
    return link;
  }

  // A sentence that asks for something; each choice is [words, act] or an element.
  tell(sentence, ...choices) {
    const text = document.createElement("p");
    text.textContent = sentence;
    this.line.replaceChildren(text, ...choices.map((choice) => (choice instanceof Node ? choice : button(...choice))));
    this.line.classList.toggle("concept--vraagt", choices.length > 0);
  }

  clear() {
    this.line.replaceChildren();
  }

  stopAsking() {
    if (this.line.querySelector("a[target]")) this.clear();
  }

  // Where the text is. Only what is not as usual is read aloud.
  say(sentence, { aloud = false } = {}) {
    if (this.stand.textContent === sentence) return;
    this.stand.ariaLive = aloud ? "polite" : "off";
    this.stand.textContent = sentence;
  }
}

function button(words, act) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "knop-link", textContent: words });
  element.addEventListener("click", act);
  return element;
}
