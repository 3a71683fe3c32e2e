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

function naming(address, ids) {
  const named = new URL(address);
  named.searchParams.delete("id");
  ids.forEach((id) => named.searchParams.append("id", id));
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
    button.addEventListener("click", () => toggle(button.dataset.id));
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
    localStorage.setItem(KEY, JSON.stringify(had ? ids.filter((each) => each !== id) : [...ids, id]));
    show();
    const here = new URL(location), named = here.searchParams.getAll("id");
    if (had && here.pathname === new URL(link.href).pathname) location.assign(naming(here, named.filter((each) => each !== id)));
  }

  show();
  addEventListener("storage", show); // another tab
  addEventListener("pageshow", show); // back
}
