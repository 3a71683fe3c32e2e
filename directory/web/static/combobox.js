// A field with offers below it: a combobox as the ARIA Authoring Practices describe it. Nothing is marked until an arrow marks it.

const PAUSE = 120; // ms without a key before the server is asked

// id: of the list, and how those of its offers begin; label: what the offers are; find: the texts offered for what is typed (a promise, null where it failed);
// take: what is done with the text that was chosen; told: the element that says how many there are; lang: of the offers.
export function combobox(input, { id, label, find, take, told, lang }) {
  const list = document.createElement("ul");
  list.id = id;
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.hidden = true;
  if (lang) list.lang = lang;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.parentElement.append(list);

  let chosen = -1, waiting, asked = 0;
  const offers = () => [...list.children];

  function show(texts) {
    const marked = offers()[chosen]?.textContent;
    list.replaceChildren(...texts.map((text, place) => {
      const offer = document.createElement("li");
      offer.id = `${id}-${place}`;
      offer.setAttribute("role", "option");
      offer.textContent = text;
      return offer;
    }));
    open(texts.length > 0);
    mark(texts.indexOf(marked));
    if (told && texts.length) told.textContent = `${label}: ${texts.length}`;
  }

  function open(wanted) {
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(wanted));
    mark(-1);
  }

  function mark(place) {
    chosen = place;
    offers().forEach((offer, each) => offer.setAttribute("aria-selected", String(each === place)));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", offers()[place].id);
      offers()[place].scrollIntoView({ block: "nearest" });
    }
  }

  function choose(offer) {
    const text = offer.textContent;
    open(false);
    take(text);
  }

  async function ask() {
    const turn = ++asked;
    const texts = await find(input.value);
    if (texts && turn === asked && document.activeElement === input) show(texts);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const last = offers().length - 1;
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown") mark(chosen >= last ? 0 : chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) mark(chosen <= 0 ? last : chosen - 1);
    else if (event.key === "Enter" && !list.hidden && chosen >= 0) choose(offers()[chosen]);
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => event.target.role === "option" && choose(event.target));
  input.addEventListener("blur", () => {
    asked++;
    open(false);
  });
}
