// What makes the letter's form quicker; without it every field and button works all the same.

const form = document.getElementById("letter");

// Leaving with unsaved words asks first. A letter that is being made is saved by its file.
let unsaved = "unsaved" in form.dataset;
form.addEventListener("input", () => { unsaved = true; });
form.addEventListener("submit", () => { unsaved = false; });
document.addEventListener("leaving", () => { unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

// Questions with three answers: a key answers and goes on to the next.
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
  if (said) {
    const choice = answer.querySelector(`[value="${said}"]`);
    choice.click();
    const more = said === "yes" && answer.querySelector(".adds input");
    if (more) more.focus(); else next(answer);
  } else if (event.key === "ArrowDown") next(answer);
  else return;
  event.preventDefault();
});

// Codes while words are typed: sent in the body, so that no address holds what ails the patient.
const words = form.elements.find;
const list = document.createElement("ul");
list.className = "found-codes";
list.hidden = true;
const told = document.createElement("p");
told.setAttribute("role", "status");
told.className = "quiet";
words.closest(".find").after(list, told);
let waiting, asked = 0;

words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, 150);
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  list.querySelector("button")?.click();
});

async function look() {
  const turn = ++asked;
  if (words.value.trim().length < 2) return show([]);
  const answer = await fetch(form.dataset.diagnoses, { method: "POST", body: new URLSearchParams({ like: words.value }) }).catch(() => null);
  if (answer?.ok && turn === asked) show(await answer.json(), true);
}

function show(found, searched = false) {
  list.replaceChildren(...found.map(({ code, description }) => {
    const offer = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.lang = "en";
    button.textContent = `${code} ${description}`;
    button.addEventListener("click", () => take(code, button.textContent));
    offer.append(button);
    return offer;
  }));
  list.hidden = found.length === 0;
  told.textContent = searched && found.length === 0 ? form.dataset.noneFound : "";
}

function take(code, text) {
  const codes = document.getElementById("codes");
  if (!document.getElementById(`code-${code}`)) {
    const box = codes.firstElementChild.cloneNode(true);
    const [input, label] = [box.querySelector("input"), box.querySelector("label")];
    input.value = code;
    input.id = label.htmlFor = `code-${code}`;
    label.textContent = text;
    codes.append(box);
  }
  document.getElementById(`code-${code}`).checked = true;
  words.value = "";
  words.focus();
  show([]);
  told.textContent = text;
}
