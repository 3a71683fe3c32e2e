// Suggestions while an insurance is typed: a combobox as the ARIA Authoring Practices describe it, in place of the browser's own list.

const PAUSE = 120; // ms without a key before the server is asked

export function suggest(input) {
  const list = document.createElement("ul");
  list.id = "insurance-offers";
  list.className = "offers";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.form.dataset.offers);
  list.hidden = true;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.parentElement.append(list);

  let chosen = -1, waiting, asked = 0;
  const offers = () => [...list.children];

  function show(names) {
    const marked = offers()[chosen]?.textContent;
    list.replaceChildren(...names.map((name, place) => {
      const offer = document.createElement("li");
      offer.id = `insurance-offer-${place}`;
      offer.setAttribute("role", "option");
      offer.textContent = name;
      return offer;
    }));
    open(names.length > 0);
    mark(names.indexOf(marked));
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

  function take(offer) {
    input.value = offer.textContent;
    open(false);
  }

  async function ask() {
    const turn = ++asked;
    const answer = await fetch(`${input.form.dataset.suggest}?like=${encodeURIComponent(input.value)}`).catch(() => null);
    if (answer?.ok && turn === asked && document.activeElement === input) show(await answer.json());
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
    else if (event.key === "Enter" && !list.hidden && chosen >= 0) take(offers()[chosen]);
    else if (event.key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => event.target.role === "option" && take(event.target));
  input.addEventListener("blur", () => {
    asked++;
    open(false);
  });
}
