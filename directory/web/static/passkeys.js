// Passkeys: signing in with one, adding one. A form that needs this stays hidden in browsers that cannot.

const named = !/^[\d.]+$|:/.test(location.hostname); // passkeys belong to a name: an address of numbers can have none
const can = named && window.PublicKeyCredential?.parseRequestOptionsFromJSON && PublicKeyCredential.prototype.toJSON;

async function asked(form, address) {
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.errors.join(" "));
  return body;
}

async function answered(form, ask) {
  const told = form.querySelector("[role=alert]");
  told.hidden = true;
  try {
    form.elements.answer.value = JSON.stringify((await ask()).toJSON());
    form.submit();
  } catch (error) {
    const known = !(error instanceof DOMException || error instanceof TypeError || error instanceof SyntaxError);
    told.textContent = known ? error.message : form.dataset.failed;
    told.hidden = false;
  }
}

function signIn(form) {
  return answered(form, async () => {
    const options = await asked(form, form.dataset.options);
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  });
}

function add(form) {
  return answered(form, async () => {
    const options = await asked(form, form.dataset.options);
    form.elements.old.value = "";
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  });
}

for (const [id, act] of [["passkey-sign-in", signIn], ["passkey-add", add]]) {
  const form = document.getElementById(id);
  if (form && can) {
    form.hidden = false;
    for (const each of document.querySelectorAll(".no-passkeys")) each.hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      act(form);
    });
  }
}
