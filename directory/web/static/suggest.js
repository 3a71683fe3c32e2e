// Suggestions while an insurance or a place is typed, in place of the browser's own list.
import { combobox } from "./combobox.js";

export function suggest(input, address, offers) {
  combobox(input, {
    id: `${input.name}-offers`,
    label: offers,
    find: async (typed) => {
      const asked = new URL(address, location); // it may have a language
      asked.searchParams.set("like", typed);
      const answer = await fetch(asked).catch(() => null);
      return answer?.ok ? answer.json() : null;
    },
    take: (text) => { input.value = text; },
  });
}
