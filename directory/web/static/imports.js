// How far a job is, live; and files sent in pieces, resumed where they broke off.
const progress = document.querySelector("#progress");
if (progress) {
  const bar = progress.querySelector("progress"), words = progress.querySelector("[role=status]");
  const events = new EventSource(progress.dataset.progress);
  events.onmessage = event => {
    const told = JSON.parse(event.data);
    if (told.over) {
      events.close();
      location.reload();
      return;
    }
    if (words.textContent !== told.words) words.textContent = told.words;
    if (told.share === null) bar.removeAttribute("value");
    else bar.value = told.share;
  };
}

const form = document.querySelector("#upload");
if (form && window.tus && tus.isSupported) {
  const input = form.querySelector("[type=file]"), button = form.querySelector("button");
  const sending = form.querySelector("#sending"), words = sending.querySelector("p"), bar = sending.querySelector("progress");
  const say = text => { if (words.textContent !== text) words.textContent = text; };
  const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;
  const send = async file => {
    button.disabled = true;
    sending.hidden = false;
    const upload = new tus.Upload(file, {
      endpoint: form.dataset.endpoint,
      headers: { "X-Form-Token": form.dataset.token },
      metadata: { filename: file.name },
      chunkSize: 8 * 1024 * 1024,
      retryDelays: [0, 1000, 3000, 10000, 30000],
      removeFingerprintOnSuccess: true,
      onProgress: (done, size) => {
        bar.value = size ? done / size : 1;
        say(form.dataset.sending.replace("{percent}", `${Math.floor(100 * done / size)} %`).replace("{size}", megabytes(size)));
      },
      onError: error => {
        button.disabled = false;
        const status = error.originalResponse?.getStatus();
        const told = { 413: "large", 507: "full" }[status] ?? (status ? "refused" : "broken");
        say(form.dataset[told]);
      },
      onSuccess: () => {
        const next = new URL(form.dataset.next, location); // it may have a language
        next.searchParams.set("upload", upload.url.split("/").pop());
        location.assign(next);
      },
    });
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  };
  form.addEventListener("submit", event => {
    if (!input.files.length) return;
    event.preventDefault();
    send(input.files[0]);
  });
  const drop = form.querySelector(".drop");
  drop.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}
