// What makes the letter's form quicker; without it every field and button works all the same.
import { combobox } from "./combobox.js";

const form = document.getElementById("letter");

// Leaving with unsaved words asks first. A letter that is being made is saved by its file.
let unsaved = "unsaved" in form.dataset;
form.addEventListener("input", () => { unsaved = true; });
form.addEventListener("submit", () => { unsaved = false; });
document.addEventListener("leaving", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// Questions with three answers: a letter answers and goes on to the next; arrows choose, as in every group of choices.
const answers = [...form.querySelectorAll(".answers .answer")];
const [yes, no] = form.dataset.keys;
form.querySelector(".keys").hidden = false;

function next(answer) {
  const following = answers[answers.indexOf(answer) + 1];
  following?.querySelector("input:checked").focus();
}

form.addEventListener("keydown", (event) => {
  if (event.target.type !== "radio" || event.ctrlKey || event.metaKey || event.altKey) return;
  const answer = event.target.closest(".answer");
  const said = { [yes]: "yes", [no]: "no" }[event.key.toLowerCase()];
  if (!said) return;
  event.preventDefault();
  answer.querySelector(`[value="${said}"]`).click();
  const more = said === "yes" && answer.querySelector(".adds input");
  if (more) more.focus(); else next(answer);
});

// Codes while words are typed: sent in the body, so that no address holds what ails the patient.
const words = form.elements.find;
const told = document.createElement("p");
told.setAttribute("role", "status");
told.className = "quiet";
words.closest(".find").after(told);
words.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); }); // it makes no letter
combobox(words, { id: "code-offers", label: form.dataset.codes, lang: "en", told, take, find: codes });

async function codes(typed) {
  if (typed.trim().length < 2) return [];
  const answer = await fetch(form.dataset.diagnoses, { method: "POST", body: new URLSearchParams({ like: typed }) }).catch(() => null);
  if (!answer?.ok) return null;
  const found = await answer.json();
  if (!found.length) told.textContent = form.dataset.noneFound;
  return found.map(({ code, description }) => `${code} ${description}`);
}

// A code that is ticked says what the letter is for, where nothing was chosen yet.
const indications = Object.entries(JSON.parse(form.dataset.indications));
function infer(code) {
  const field = form.elements.indication;
  const fit = indications.find(([, beginnings]) => beginnings.some((beginning) => code.startsWith(beginning)));
  if (!field.value && fit) [field.value] = fit;
}
document.getElementById("codes").addEventListener("change", (event) => { if (event.target.checked) infer(event.target.value); });

function take(text) {
  const [code] = text.split(" ");
  const ticks = document.getElementById("codes");
  if (!document.getElementById(`code-${code}`)) {
    const box = ticks.firstElementChild.cloneNode(true);
    const [input, label] = [box.querySelector("input"), box.querySelector("label")];
    input.value = code;
    input.id = label.htmlFor = `code-${code}`;
    label.textContent = text;
    ticks.append(box);
  }
  document.getElementById(`code-${code}`).checked = true;
  infer(code);
  words.value = "";
  const taken = document.createElement("span");
  taken.lang = "en";
  taken.textContent = text;
  told.replaceChildren(taken, ` ${form.dataset.added}`);
}

// A chart's file is read here, and only what the letter can use of it is sent.
const WANTED = new Set(["Patient", "Coverage", "Condition", "MedicationRequest", "AllergyIntolerance"]);
const WANTED_SECTIONS = new Set(["11450-4", "10160-0", "48765-2", "48768-6"]); // problems, medications, allergies, payers
const chart = document.getElementById("chart-file");

function pared(text) {
  if (text.includes("<!DOCTYPE")) return text.slice(0, 1000); // the server says what is wrong
  const file = new DOMParser().parseFromString(text, "application/xml");
  if (file.querySelector("parsererror")) return text.slice(0, 1000);
  for (const each of [...file.documentElement.children]) {
    if (!["recordTarget", "component"].includes(each.localName)) each.remove();
  }
  for (const section of [...file.getElementsByTagNameNS("urn:hl7-org:v3", "section")]) {
    const code = [...section.children].find((each) => each.localName === "code")?.getAttribute("code");
    if (!WANTED_SECTIONS.has(code)) section.remove();
  }
  return new XMLSerializer().serializeToString(file);
}

document.querySelectorAll(".chart .picks").forEach((each) => { each.hidden = false; });
chart.addEventListener("change", async () => {
  const text = await chart.files[0]?.text() ?? "";
  if (text.trimStart().startsWith("<")) {
    form.elements.chart.value = pared(text);
    form.requestSubmit(form.querySelector("button[value=chart]"));
    return;
  }
  const resources = [];
  const take_in = (value) => {
    if (value?.resourceType === "Bundle") value.entry?.forEach(({ resource }) => take_in(resource));
    else if (WANTED.has(value?.resourceType)) resources.push(value);
  };
  try {
    try { take_in(JSON.parse(text)); } catch { text.split("\n").filter((line) => line.trim()).forEach((line) => take_in(JSON.parse(line))); }
    form.elements.chart.value = resources.map((each) => JSON.stringify(each)).join("\n");
  } catch {
    form.elements.chart.value = text.slice(0, 1000); // the server says what is wrong
  }
  form.requestSubmit(form.querySelector("button[value=chart]"));
});
