// Fields with `data-nakijken`: while somebody writes, the server says what in the text can be recognised as somebody's
// data. Advice, set down quietly below the field. Without a connection, or when this goes too fast, nothing happens.
const SOON = 1200;

for (const field of document.querySelectorAll("textarea[data-nakijken]")) {
  const place = document.querySelector(`[data-nakijken-bij="${field.id}"]`);
  if (place) watch(field, place);
}

function watch(field, place) {
  let timer;
  let said = place.textContent.trim();
  place.ariaLive = "polite";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, SOON);
  });

  async function look() {
    const text = field.value;
    const found = await ask(text, field.form.elements.csrfmiddlewaretoken.value);
    if (!found || field.value !== text) return;
    const now = found.map(({ naam, begin, einde }) => naam + text.slice(begin, einde)).join();
    if (now === said) return;
    said = now;
    place.replaceChildren(...(found.length ? describe(field, text, found) : []));
  }
}

async function ask(text, token) {
  try {
    const response = await fetch("/mijn/nakijken", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ tekst: text }),
    });
    return response.ok ? (await response.json()).vondsten : undefined;
  } catch {
    return undefined;
  }
}

function describe(field, text, found) {
  const head = document.createElement("p");
  head.textContent = "Lees dit nog eens na. Herkent iemand hier een inwoner aan?";
  const list = document.createElement("ul");
  list.append(
    ...found.map(({ naam, begin, einde }) => {
      const item = document.createElement("li");
      const mark = document.createElement("mark");
      mark.textContent = text.slice(begin, einde);
      item.append(`Misschien ${naam}: `, mark, " ", pointer(field, begin, einde));
      return item;
    }),
  );
  return [head, list];
}

function pointer(field, begin, einde) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "knop-link", textContent: "Laat de plek zien" });
  button.addEventListener("click", () => {
    field.focus();
    field.setSelectionRange(begin, einde);
  });
  return button;
}
