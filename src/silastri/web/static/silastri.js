// Small comforts. Every page works without this file.

document.documentElement.classList.add("js");

// The open page may stand below what the menu shows at once.
for (const here of document.querySelectorAll(".rail [aria-current]")) {
  const rail = here.closest(".rail");
  rail.scrollTop = here.getBoundingClientRect().bottom - rail.getBoundingClientRect().bottom + 40;
}

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

// What is printed in another tab has left this list when somebody comes back to it.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-printed]")) addEventListener("focus", () => location.replace(location.href), { once: true });
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

// A new password says how hard it is to guess, while it is typed: by its length, and how many different signs it has.
const STRENGTHS = [[16, "Kuat"], [12, "Baik"], [8, "Sedang"], [0, "Lemah"]];
for (const input of document.querySelectorAll("input[autocomplete='new-password']")) {
  const strength = document.createElement("p");
  strength.className = "govuk-body-s soft";
  strength.setAttribute("role", "status");
  const meter = Object.assign(document.createElement("meter"), { max: 16, low: 8, high: 12, optimum: 16 });
  const said = document.createElement("span");
  meter.setAttribute("aria-hidden", "true");
  strength.hidden = true;
  strength.append(meter, " ", said);
  (input.closest(".govuk-form-group") || input).append(strength);
  input.addEventListener("input", () => {
    const length = Math.min([...input.value].length, 2 * new Set(input.value).size);
    strength.hidden = !length;
    meter.value = length;
    const word = STRENGTHS.find(([least]) => length >= least)[1];
    if (said.textContent !== word) said.textContent = word;
  });
}

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

for (const link of document.querySelectorAll("[data-back]")) {
  link.addEventListener("click", (event) => {
    if (history.length > 1 && document.referrer.startsWith(location.origin)) { event.preventDefault(); history.back(); }
  });
}

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
  if (kept.value) {  // a form that came back with an error still has what was signed
    const drawn = new Image();
    drawn.onload = () => brush.drawImage(drawn, 0, 0);
    drawn.src = kept.value;
  }
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

// A day is typed as 31-12-2026; the calendar of the browser writes it so too.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-calendar]");
  if (!button) return;
  const input = button.parentElement.querySelector("input"), [, day, month, year] = /^(\d{1,2})\D?(\d{1,2})\D?(\d{4})$/.exec(input.value.trim()) || [];
  const calendar = button.parentElement.querySelector("[type=date]") || Object.assign(document.createElement("input"), { type: "date", className: "day-field__native", tabIndex: -1 });
  calendar.setAttribute("aria-hidden", "true");
  calendar.value = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
  calendar.onchange = (chosen) => {
    chosen.stopPropagation();
    if (!calendar.value) return;
    input.value = calendar.value.split("-").reverse().join("-");
    for (const heard of ["input", "change"]) input.dispatchEvent(new Event(heard, { bubbles: true }));
    input.focus();
  };
  button.after(calendar);
  try { calendar.showPicker(); } catch { input.focus(); }
});
document.addEventListener("change", (event) => {
  const digits = event.target.matches(".day-field input") && /^(\d\d)(\d\d)(\d{4})$/.exec(event.target.value.trim());
  if (digits) event.target.value = digits.slice(1).join("-");
}, true);
