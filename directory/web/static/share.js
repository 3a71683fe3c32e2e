// What a browser can do with a page that is worth keeping: print it, copy its link.

export function share(print, copy) {
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    const told = document.createElement("p"); // heard as well as seen; the focus stays on the button
    told.className = "copied";
    told.setAttribute("role", "status");
    copy.after(told);
    copy.addEventListener("click", async () => {
      told.textContent = "";
      await navigator.clipboard.writeText(copy.parentElement.querySelector("input").value);
      told.textContent = copy.dataset.done;
    });
  }
}
