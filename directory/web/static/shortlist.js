// The shortlist: ids that this browser keeps and no server does, and the buttons that change it. Where nothing can be kept there are no buttons.

const KEY = "shortlist", MOST = 20; // as many as a shared address holds, see shortlist.py

function read() {
  const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string").slice(0, MOST) : [];
}

function usable() {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) localStorage.removeItem(KEY); // not ours, or cut off
    return error instanceof SyntaxError;
  }
}

function naming(address, ids, parameter = "id") {
  const named = new URL(address);
  named.searchParams.delete(parameter);
  ids.forEach((id) => named.searchParams.append(parameter, id));
  return named.href;
}

export function shortlist(link, template) {
  if (!usable()) return;
  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  document.querySelector("main").prepend(told);

  const buttons = [...document.querySelectorAll(".keep[data-id]")].map((place) => {
    const button = template.content.firstElementChild.cloneNode(true);
    const name = document.createElement("span");
    name.className = "sr";
    name.textContent = ` ${place.dataset.name}`;
    button.append(name);
    button.dataset.id = place.dataset.id;
    button.addEventListener("click", ({ detail }) => detail > 1 || toggle(button.dataset.id)); // a double click is one
    place.append(button);
    return button;
  });

  function show() {
    const ids = read();
    link.href = naming(link.href, ids);
    link.querySelector("span").textContent = ids.length;
    link.classList.toggle("some", ids.length > 0);
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(ids.includes(button.dataset.id))));
  }

  function toggle(id) {
    const ids = read(), had = ids.includes(id);
    told.textContent = had || ids.length < MOST ? "" : template.dataset.full;
    if (told.textContent) return;
    const card = had && isOwnPage() && buttons.find((button) => button.dataset.id === id)?.closest(".card");
    if (card) takeAway(card, ids);
    localStorage.setItem(KEY, JSON.stringify(had ? ids.filter((each) => each !== id) : [...ids, id]));
    show();
  }

  const isOwnPage = () => new URL(location).pathname === new URL(link.href).pathname;

  // On the list's own page a card that is taken away leaves a line with the way back. `before`: whom the browser kept.
  function takeAway(card, before) {
    const { id, name } = card.dataset, named = new URL(location).searchParams.getAll("id");
    const line = document.createElement("li"), undo = document.createElement("button");
    line.className = "gone";
    line.textContent = template.dataset.gone.replace("{name}", name);
    undo.type = "button";
    undo.textContent = template.dataset.undo;
    line.append(" ", undo);
    card.replaceWith(line);
    renamed(named.filter((each) => each !== id));
    told.textContent = template.dataset.gone.replace("{name}", name);
    undo.focus();
    undo.addEventListener("click", () => {
      const now = new URL(location).searchParams.getAll("id");
      renamed(named.filter((each) => each === id || now.includes(each)));
      const kept = read();
      localStorage.setItem(KEY, JSON.stringify(before.filter((each) => each === id || kept.includes(each))));
      line.replaceWith(card);
      told.textContent = template.dataset.again.replace("{name}", name);
      show();
      card.querySelector(".save").focus();
    });
  }

  // The page's own address, the link to it and the way to a letter name these from now on.
  function renamed(ids) {
    history.replaceState(null, "", naming(location, ids));
    const shared = document.getElementById("link"), letter = document.querySelector(".acts a[href*='practitioner=']");
    if (shared) shared.value = naming(shared.value, ids);
    if (letter) letter.href = naming(letter.href, ids, "practitioner");
    document.querySelectorAll(".near input[name=id]").forEach((input) => { input.disabled = !ids.includes(input.value); });
  }

  show();
  addEventListener("storage", show); // another tab
  addEventListener("pageshow", show); // back
}
