// What somebody typed in a form, as {name: [values]}, and putting it back. Never files, passwords or tokens.

const OURS = /^_|^csrfmiddlewaretoken$/;
const SKIP = new Set(["file", "password", "submit", "button", "reset", "image", "fieldset", "output"]);
const MARKS = "uitgangspunt"; // what the page was opened on; it travels with a text and is no text itself
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function fields(form) {
  return [...form.elements].filter((field) => {
    return field.name && !field.disabled && !SKIP.has(field.type) && !OURS.test(field.name);
  });
}

export function read(form) {
  const velden = {};
  for (const field of fields(form)) {
    const values = (velden[field.name] ??= []);
    if (field.selectedOptions) values.push(...[...field.selectedOptions].map((option) => option.value));
    else if (!isChoice(field) || field.checked) values.push(field.value);
  }
  return velden;
}

export function fill(form, velden) {
  const left = structuredClone(velden);
  for (const field of fields(form)) {
    const values = left[field.name];
    if (!values) continue;
    if (field.options) [...field.options].forEach((option) => (option.selected = values.includes(option.value)));
    else if (isChoice(field)) field.checked = values.includes(field.value);
    else field.value = values.shift() ?? "";
    if (field.value && !isChoice(field)) field.closest("details")?.setAttribute("open", "");
  }
}

// A field that is missing and a field without a choice are alike; the marks of the page do not count.
export function same(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  names.delete(MARKS);
  return [...names].every((name) => JSON.stringify(one[name] ?? []) === JSON.stringify(other[name] ?? []));
}
