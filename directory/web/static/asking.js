// The coverage questions: each is a step of the browser's own history, so that Back and Forward repeat it and nothing has to be sent "once more".
// The answers stay in the tab (history.state) and in what is sent; never in an address. Without this file each question is a page by itself.

const main = document.querySelector("main"), first = { title: document.title, content: [...main.childNodes] };

async function show({ fields, address }, isNew) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) }).catch(() => null);
  if (!answer || answer.status >= 500) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const asked = page.querySelector("input[name=asked]")?.value ?? "answer";
  if (isNew) history.pushState({ fields, address }, "", `#${asked}`);
  put(page.title, [...page.querySelector("main").childNodes]);
  return true;
}

function put(title, content) {
  document.title = title;
  main.replaceChildren(...content);
  scrollTo(0, 0);
  main.focus();
}

// What makes this question again, with what is answered on it so far.
function again(fields, question) {
  const kept = fields.filter(([name]) => !["asked", "skip", "change"].includes(name));
  return [...kept, ["change", question]];
}

addEventListener("submit", async (event) => {
  const form = event.target, pressed = event.submitter;
  if (pressed?.hasAttribute("formaction")) return; // another language: the page's head changes too
  if (!form.matches("form.asking, form[action$='/coverage'][method=post]")) return;
  event.preventDefault();
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const question = form.querySelector("input[name=asked]")?.value;
  const address = form.action;
  if (question) history.replaceState({ fields: again(fields, question), address }, "");
  if (pressed?.name) fields.push([pressed.name, pressed.value]);
  if (!(await show({ fields, address }, true))) HTMLFormElement.prototype.submit.call(form);
});

addEventListener("popstate", ({ state }) => (state?.fields ? show(state, false) : put(first.title, first.content)));
if (history.state?.fields) show(history.state, false); // back from another page
