// A password can be looked at while it is typed; sent, it is hidden again, so that the browser knows it for one.

export function reveal(button) {
  const field = document.getElementById(button.getAttribute("aria-controls"));

  function show(shown) {
    field.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  }

  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
}
