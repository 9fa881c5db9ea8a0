// Small comforts. Every page works without this file.

document.documentElement.classList.add("js");

// A chosen file is named.
document.addEventListener("change", (event) => {
  const name = event.target.matches("input[type=file]") && event.target.closest(".filepick") && event.target.closest(".filepick").querySelector(".filepick__name");
  if (name) name.textContent = event.target.files.length > 1 ? `${event.target.files.length} berkas` : event.target.files.length ? event.target.files[0].name : "";
});

// A form that must not be sent twice: its button says so while it is under way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  const button = form.querySelector("button:not([type=button])");
  if (button) { button.dataset.label = button.textContent; button.textContent = "Sebentar…"; }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    const button = form.querySelector("[data-label]");
    if (button) button.textContent = button.dataset.label;
  }
});

// Passwords can be looked at.
for (const button of document.querySelectorAll("[data-show]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const input = document.getElementById(button.dataset.show);
    input.type = input.type === "password" ? "text" : "password";
    button.textContent = input.type === "password" ? "Lihat" : "Sembunyikan";
  });
}

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

for (const link of document.querySelectorAll("[data-back]")) {
  link.addEventListener("click", (event) => {
    if (history.length > 1 && document.referrer.startsWith(location.origin)) { event.preventDefault(); history.back(); }
  });
}

// A photo is made smaller on the phone before it is sent: a weak line carries 300 kB, not 6 MB.
const LONGEST = 2000, LONG = 2.5;
const shrink = async (file) => {
  if (!/^image\/(jpeg|png)$/.test(file.type) || file.size < 600 * 1024 || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const [short, long] = [picture.width, picture.height].sort((one, other) => one - other);
    if (long > LONG * short) return file; // a long screenshot becomes several pages, each as wide as this one
    const scale = Math.min(1, LONGEST / long);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return small && small.size < file.size ? new File([small], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  } catch { return file; }
};

// A file that is too large is told before it is sent: on a weak line that saves ten minutes.
const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1).replace(".", ",").replace(",0", "")} MB`;
const isTooLarge = (input) => {
  const most = Number(document.body.dataset.largest), size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  const wrong = most && size > most;
  const said = wrong ? `${input.files.length > 1 ? "Berkas-berkas ini" : "Berkas ini"} ${megabytes(size)}. Paling besar ${megabytes(most)}. Perkecil atau pindai ulang, lalu pilih lagi.` : "";
  input.dispatchEvent(new CustomEvent("refused", { bubbles: true, detail: said }));
  if (!wrong) return false;
  input.value = "";
  const name = input.closest(".filepick") && input.closest(".filepick").querySelector(".filepick__name");
  if (name) name.textContent = "";
  return true;
};

// Choosing a file makes photos smaller, and where the form is made for it sends it.
document.addEventListener("change", async (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.files.length) return;
  const small = await Promise.all([...input.files].map(shrink));
  if (small.some((file, n) => file !== input.files[n])) {
    const list = new DataTransfer();
    for (const file of small) list.items.add(file);
    input.files = list.files;
  }
  if (isTooLarge(input)) return;
  const form = input.closest("[data-upload]");
  if (!form) return;
  form.querySelector(".drop__progress").hidden = false;
  form.requestSubmit();
});
// Chosen before this script had come over a weak line: then the choice is heard now.
addEventListener("load", () => {
  for (const input of document.querySelectorAll("[data-upload] input[type=file]")) {
    if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector && event.target.querySelector(".drop__progress");
  if (bar && event.detail.total) { bar.hidden = false; bar.value = (100 * event.detail.loaded) / event.detail.total; }
});

// A form that stays on the page until it is heard: what was filled in is kept when the line breaks.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const form = event.target;
    if (!form.matches || !form.matches("form[data-says]")) return;
    const word = document.createElement("p");
    word.className = "govuk-error-message"; word.setAttribute("role", "alert");
    word.textContent = "Belum terkirim. Periksa sambungan internet, lalu tekan Simpan lagi.";
    document.querySelector(form.dataset.says).replaceChildren(word);
  });
}

// A form that saves itself. On a weak line somebody may type before htmx has come: what he typed then is saved too.
for (const form of document.querySelectorAll("[data-autosave]")) {
  addEventListener("load", () => {
    const typed = [...form.elements].some((input) => input.type === "radio" ? input.checked !== input.defaultChecked : "defaultValue" in input && input.value !== input.defaultValue);
    if (typed) form.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// A hand on the screen: drawn with finger, pen or mouse, sent as a picture.
for (const pad of document.querySelectorAll("[data-pad]")) {
  const sheet = pad.querySelector("canvas"), kept = pad.querySelector("input"), brush = sheet.getContext("2d");
  let last = null;
  const at = (event) => {
    const box = sheet.getBoundingClientRect();
    return [(event.clientX - box.left) * (sheet.width / box.width), (event.clientY - box.top) * (sheet.height / box.height)];
  };
  brush.lineWidth = 4; brush.lineCap = "round"; brush.lineJoin = "round"; brush.strokeStyle = "#16211f";
  sheet.addEventListener("pointerdown", (event) => { last = at(event); sheet.setPointerCapture(event.pointerId); event.preventDefault(); });
  sheet.addEventListener("pointermove", (event) => {
    if (!last) return;
    const here = at(event);
    brush.beginPath(); brush.moveTo(...last); brush.lineTo(...here); brush.stroke();
    last = here;
  });
  for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { if (last) kept.value = sheet.toDataURL("image/png"); last = null; });
  pad.querySelector("[data-clear]").addEventListener("click", () => { brush.clearRect(0, 0, sheet.width, sheet.height); kept.value = ""; });
}

// An answer may bring other questions, or take them away.
document.addEventListener("asked", (event) => {
  for (const part of document.querySelectorAll("[data-question]")) part.hidden = !event.detail.keys.includes(part.dataset.question);
});
