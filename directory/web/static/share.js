// What a browser can do with a page that is worth keeping: print it, copy its link.

export function share(print, copy) {
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const link = copy.parentElement.querySelector("input");
      link.select();
      await navigator.clipboard.writeText(link.value);
      copy.textContent = copy.dataset.done;
    });
  }
}
