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

// Whether the browser kept it: its storage may be full, or shut while the page is open.
function keep(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
    return true;
  } catch {
    return false;
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
    if (!keep(had ? ids.filter((each) => each !== id) : [...ids, id])) {
      told.textContent = template.dataset.failed;
      return;
    }
    const card = had && isOwnPage() && buttons.find((button) => button.dataset.id === id)?.closest(".card");
    if (card) takeAway(card, ids);
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
      keep(before.filter((each) => each === id || kept.includes(each)));
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

  // Of a list that somebody sent, all at once; and ids that stand for nobody any more are no longer kept.
  function offerAll() {
    const all = document.querySelector(".save-all");
    const gone = [...document.querySelectorAll("[data-unknown]")].map((note) => note.dataset.unknown);
    const kept = read().filter((id) => !gone.includes(id));
    if (kept.length < read().length) keep(kept);
    const ids = buttons.map((button) => button.dataset.id);
    if (!all || ids.every((id) => kept.includes(id))) return;
    all.hidden = false;
    all.addEventListener("click", () => {
      const both = [...new Set([...read(), ...ids])];
      told.textContent = both.length > MOST ? template.dataset.full : keep(both) ? all.dataset.done : template.dataset.failed;
      all.hidden = told.textContent === all.dataset.done;
      show();
    });
  }

  // The list's page without anybody in its address, as a bookmark of it may be.
  if (isOwnPage() && !new URL(location).searchParams.has("id") && read().length) location.replace(naming(location, read()));
  offerAll();
  show();
  addEventListener("storage", show); // another tab
  addEventListener("pageshow", show); // back
}
