// Suggestions while an insurance is typed, in place of the browser's own list.
import { combobox } from "./combobox.js";

export function suggest(input) {
  const { offers, suggest: address } = input.form.dataset;
  combobox(input, {
    id: "insurance-offers",
    label: offers,
    find: async (typed) => {
      const answer = await fetch(`${address}?like=${encodeURIComponent(typed)}`).catch(() => null);
      return answer?.ok ? answer.json() : null;
    },
    take: (text) => { input.value = text; },
  });
}
