// Sends a list with a bar that tells how far it is, and lets people drop a file. Without this the form works as it is.
"use strict";

const form = document.querySelector("form[data-aanleveren]");
const bestand = form.elements.bestand;
const vak = form.querySelector("[data-vak]");
const voortgang = form.querySelector("[data-voortgang]");
const stand = form.querySelector("[data-stand]");
const balk = form.querySelector("progress");
const fouten = form.querySelector("[data-fouten]");
const knop = form.querySelector("button[type=submit]");
let verzoek = null;

form.querySelector("[data-sleep]").hidden = false;

for (const soort of ["dragenter", "dragover"]) {
  vak.addEventListener(soort, (event) => {
    event.preventDefault();
    vak.classList.add("vak--boven");
  });
}
for (const soort of ["dragleave", "drop"]) vak.addEventListener(soort, () => vak.classList.remove("vak--boven"));
vak.addEventListener("drop", (event) => {
  event.preventDefault();
  if (!event.dataTransfer.files.length) return;
  bestand.files = event.dataTransfer.files;
  knop.focus();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  tell([]);
  const gekozen = bestand.files[0];
  if (gekozen && gekozen.size > Number(bestand.dataset.hoogstens)) {
    tell(["Dit bestand is te groot. Verdeel de rijen over meer bestanden."]);
    return;
  }
  send(gekozen ? gekozen.name : "je rijen");
});

form.querySelector("[data-stop]").addEventListener("click", () => verzoek?.abort());

function send(naam) {
  verzoek = new XMLHttpRequest();
  verzoek.open("POST", form.action);
  verzoek.setRequestHeader("Accept", "application/json");
  verzoek.responseType = "json";
  verzoek.upload.addEventListener("progress", ({ loaded, total }) => show(naam, Math.floor((100 * loaded) / total)));
  verzoek.addEventListener("load", () => read(verzoek));
  verzoek.addEventListener("error", () => stop(["De verbinding viel weg. Je keuze staat er nog: probeer het opnieuw."]));
  verzoek.addEventListener("abort", () => stop(["Je stopte met versturen. Er is niets aangeleverd."]));
  busy(true);
  show(naam, 0);
  verzoek.send(new FormData(form));
}

function read({ status, response }) {
  if (response?.adres) location.assign(response.adres);
  else if (response?.fouten) stop(response.fouten);
  else if (status === 413) stop(["Dit is te groot om te versturen. Verdeel de rijen over meer bestanden."]);
  else stop(["Je bent niet meer ingelogd, of er ging iets mis. Log in een ander tabblad in en probeer het opnieuw."]);
}

function show(naam, procent) {
  balk.value = procent;
  stand.textContent = procent < 100 ? `We sturen ${naam}: ${procent} procent` : `We kijken ${naam} na`;
}

function stop(meldingen) {
  busy(false);
  tell(meldingen);
}

function busy(is) {
  voortgang.hidden = !is;
  knop.disabled = is;
}

function tell(meldingen) {
  fouten.replaceChildren(
    ...meldingen.map((tekst) => {
      const regel = document.createElement("p");
      regel.className = "utrecht-form-field-error-message";
      regel.textContent = tekst;
      return regel;
    }),
  );
}
