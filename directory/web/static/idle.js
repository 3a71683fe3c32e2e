// Ends the session of a page that nobody touches: warns first, has what is typed kept, and takes the page off the screen.
const WARNING = 120, OFTEN = 60; // seconds
const TO_KEEP = 400; // milliseconds that other tabs have to send what is typed in them
const dialog = document.querySelector("#away");
const ending = document.querySelector("#sign-out"); // a form with nothing but the token
let touched = false;
let next;

for (const sign of ["keydown", "pointerdown", "input"]) {
  addEventListener(sign, () => { touched = true; }, { passive: true });
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
dialog.addEventListener("close", stay);
// Signing out in one tab: the others have what is typed there kept first.
const tabs = new BroadcastChannel("session");
tabs.addEventListener("message", leave);
ending.addEventListener("submit", (event) => {
  event.preventDefault();
  tabs.postMessage("ends");
  setTimeout(() => ending.submit(), TO_KEEP);
});
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

// What is on the screen is off it at once; it goes for good when it is sealed (507: the disk is full, so it waits), and no question keeps it.
async function leave() {
  const form = document.querySelector("form[data-kept]");
  const address = new URL(form?.action ?? location.href);
  const here = address.pathname + address.search;
  document.documentElement.hidden = true;
  const kept = await fetch(asking(dialog.dataset.rest, "page", here), sent(form ?? ending)).catch(() => null);
  if (!kept || kept.status === 507) { next = setTimeout(leave, 5000); return; }
  document.dispatchEvent(new Event("leaving"));
  location.replace(asking(dialog.dataset.entrance, "next", here));
}

// An address of ours with one more parameter: it may have a language already.
function asking(path, name, value) {
  const address = new URL(path, location);
  address.searchParams.set(name, value);
  return address;
}
