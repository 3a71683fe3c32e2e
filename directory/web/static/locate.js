// "Use my location": asked of the browser only when it is pressed, rounded before it is sent, kept nowhere.

const DIGITS = 2; // of a degree: about half a mile

export function locate(form) {
  const words = form.dataset;
  if (!navigator.geolocation || !words.locate) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "here";
  button.textContent = words.locate;
  const told = document.createElement("p");
  told.className = "wrong";
  told.setAttribute("role", "alert");
  form.querySelector(".spot").append(button);
  button.addEventListener("click", () => {
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.near.value = `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`;
        form.requestSubmit();
      },
      () => {
        button.disabled = false;
        button.after(told);
        told.textContent = words.locateFailed;
        form.elements.near.focus();
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
}
