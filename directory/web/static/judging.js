// A key for each button that has one (data-key). They can be turned off, for those whose voice or hand sends keys by chance.

const OFF = "judging-keys-off";
const keys = document.querySelector(".keys");
const turn = keys?.querySelector("button");

function areOff() { return localStorage.getItem(OFF) === "1"; }

function tell() { turn.textContent = areOff() ? turn.dataset.on : turn.dataset.off; }

if (keys) {
  keys.hidden = false;
  tell();
  turn.addEventListener("click", () => {
    if (areOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
    tell();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || areOff()) return;
  if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
