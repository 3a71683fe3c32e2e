// Ends the session of a page that nobody touches: warns first, has what is typed kept, and takes the page off the screen.
const WARNING = 120, OFTEN = 60; // seconds
const dialog = document.querySelector("#away");
const ending = document.querySelector("#sign-out"); // a form with nothing but the token
let touched = false;
let next;

for (const sign of ["keydown", "pointerdown", "input"]) {
  addEventListener(sign, () => { touched = true; }, { passive: true });
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
dialog.addEventListener("close", stay);
look();

function sent(form) {
  return { method: "POST", body: new URLSearchParams(new FormData(form)) };
}

async function stay() {
  touched = false;
  await fetch(dialog.dataset.here, sent(ending)).catch(() => {});
  look();
}

async function look() {
  clearTimeout(next);
  if (touched && !dialog.open) return stay();
  const seconds = await left();
  if (seconds === 0) return leave();
  if (seconds > WARNING && dialog.open) dialog.close();
  if (seconds <= WARNING && !dialog.open) dialog.showModal();
  next = setTimeout(look, 1000 * (seconds > WARNING ? Math.min(seconds - WARNING, OFTEN) : Math.min(seconds, 5)));
}

async function left() {
  const answer = await fetch(dialog.dataset.left).then((response) => response.json()).catch(() => ({ seconds: 5 }));
  return answer.seconds;
}

async function leave() {
  const here = location.pathname + location.search;
  const page = encodeURIComponent(location.pathname);
  const kept = await fetch(`${dialog.dataset.rest}?page=${page}`, sent(document.querySelector("form[data-kept]") ?? ending)).catch(() => null);
  if (!kept) next = setTimeout(look, 5000);
  else location.replace(`${dialog.dataset.entrance}?next=${encodeURIComponent(here)}`);
}
