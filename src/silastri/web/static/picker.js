// Files that are chosen. A paper of an application is made of photos on a tray, and sent in parts; any other form keeps
// its file, photos made smaller. Every form works without this.
const { photo, parts } = globalThis;
const trays = new WeakMap(); // form -> its leaves
const handed = new Map(); // requirement -> the photos of its paper, so that they can be turned, or get another page
const megabytes = (bytes) => `${(bytes / 1048576).toFixed(1).replace(".", ",").replace(",0", "")} MB`;
const boundsOf = (picker) => JSON.parse(picker.dataset.picker);
const most = () => Number(document.body.dataset.largest);
const tooLarge = (files) => {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return most() && size > most() ? `${files.length > 1 ? "Berkas-berkas ini" : "Berkas ini"} ${megabytes(size)}. Paling besar ${megabytes(most())}. Perkecil atau pindai ulang, lalu pilih lagi.` : "";
};
const doubtful = (words) => `Foto ini ${words.join(" dan ")}. Periksa apakah tulisannya terbaca.`;
const doubtsOf = async (file, shape, bounds) => {
  const bitmap = await photo.open(file);
  if (!bitmap) return { sheet: null, words: [] };
  const sheet = photo.drawn(bitmap, shape);
  bitmap.close();
  return { sheet, words: photo.doubts(sheet, bounds).map((doubt) => bounds.words[doubt]) };
};

// --- A form with one file, or with several that stay apart ---
const keepInForm = async (input) => {
  const picker = input.closest("[data-picker]"), name = picker.querySelector("[data-name]");
  const small = await Promise.all([...input.files].map((file) => photo.ready(file)));
  if (small.some((file, n) => file !== input.files[n])) {
    const list = new DataTransfer();
    for (const file of small) list.items.add(file);
    input.files = list.files;
  }
  const wrong = tooLarge(small);
  if (wrong) input.value = "";
  input.dispatchEvent(new CustomEvent("refused", { bubbles: true, detail: wrong }));
  name.textContent = wrong ? "" : small.length > 1 ? `${small.length} berkas` : small.length ? small[0].name : "";
  const noted = picker.querySelector(".picker__doubt") || Object.assign(document.createElement("p"), { className: "picker__doubt" });
  noted.setAttribute("role", "status");
  noted.textContent = "";
  picker.append(noted);
  if (wrong || small.length !== 1 || !input.accept.includes("pdf")) return;
  const { words } = await doubtsOf(small[0], {}, boundsOf(picker));
  if (words.length) noted.textContent = doubtful(words);
};

// --- A paper: leaves on a tray ---
const part = (form, name) => form.querySelector(`.picker__${name}`);
const leavesOf = (form) => { if (!trays.has(form)) trays.set(form, []); return trays.get(form); };
const say = (form, words) => { part(form, "status").textContent = words; };
const complain = (form, words) => {
  const place = form.closest(".paper").querySelector(".paper__error"), said = document.createElement("p");
  said.className = "govuk-error-message";
  said.textContent = words;
  place.replaceChildren(...(words ? [said] : []));
};

const lay = (form) => {
  const leaves = leavesOf(form), tray = part(form, "tray"), label = part(form, "button"), send = part(form, "send"), input = part(form, "input");
  for (const words of [label, send]) words.dataset.first ||= words.textContent;
  tray.hidden = !leaves.length;
  tray.replaceChildren(...leaves.map((leaf) => leaf.shown));
  label.textContent = leaves.length && input.multiple ? label.dataset.more : label.dataset.first;
  send.textContent = leaves.length > 1 ? `${send.dataset.first} ${leaves.length} lembar` : send.dataset.first;
  form.classList.toggle("picker--ready", leaves.length > 0);
  offer(form);
  leaves.forEach((leaf, n) => {
    for (const [act, is] of [["up", n > 0], ["down", n < leaves.length - 1], ["turn", leaf.canBeDrawn], ["crop", leaf.canBeDrawn]]) leaf.act(act).hidden = !is;
    leaf.shown.querySelector(".leaf__name").textContent = `${n + 1}. ${leaf.file.name}`;
    for (const button of leaf.shown.querySelectorAll("[data-act]")) button.setAttribute("aria-label", `${button.textContent} foto ${n + 1}`);
  });
};

const look = async (form, leaf) => {
  const { sheet, words } = await doubtsOf(leaf.file, leaf.shape, boundsOf(form)), doubt = leaf.shown.querySelector(".leaf__doubt");
  leaf.canBeDrawn = Boolean(sheet);
  const counts = form.dataset.portrait ? words.filter((word) => word === boundsOf(form).words.dark) : words;
  leaf.isClear = leaf.canBeDrawn && !counts.length;
  doubt.hidden = !counts.length;
  if (counts.length) doubt.querySelector("p").textContent = doubtful(counts);
  if (sheet) leaf.picture.src = photo.drawn(sheet, {}, 256).toDataURL("image/jpeg", 0.7);
  leaf.picture.hidden = !sheet;
  lay(form);
};

const leafOf = (file) => {
  const shown = document.getElementById("lembar-foto").content.firstElementChild.cloneNode(true);
  return { file, shape: {}, shown, canBeDrawn: false, isClear: false, picture: shown.querySelector("img"), act: (name) => shown.querySelector(`[data-act=${name}]`), bar: shown.querySelector("progress") };
};

const keyOf = (form) => form.elements.persyaratan.value;

// Lays files on the tray. A PDF, and one photo that is clear, are sent at once; anything else is looked at first.
const add = async (form, files) => {
  const leaves = leavesOf(form), input = part(form, "input"), before = form.isAdding ? handed.get(keyOf(form)) || [] : [];
  form.isAdding = false;
  if (leaves.length === 1 && leaves[0].isRefused) leaves.length = 0; // the new one stands for it
  const isAlone = !leaves.length && !before.length && files.length === 1;
  complain(form, "");
  const wrong = tooLarge(files.filter((file) => !photo.isPhoto(file)));
  input.value = "";
  if (wrong) { complain(form, wrong); return; }
  if (!input.multiple) leaves.length = 0;
  const made = files.map(leafOf);
  leaves.push(...before, ...made);
  lay(form);
  if (isAlone && !photo.isPhoto(files[0])) { await send(form); return; } // it has no order and nothing to be cut
  for (const leaf of made) await look(form, leaf);
  if (isAlone && leaves.length === 1 && leaves[0] === made[0] && made[0].isClear) await send(form);
};

const acts = {
  more: (form) => { form.isAdding = true; part(form, "input").click(); },
  turnSent: async (form) => {
    const [leaf] = handed.get(keyOf(form));
    leavesOf(form).splice(0, Infinity, leaf);
    await acts.turn(form, leaf);
    await send(form);
  },
  again: (form, leaf) => { acts.away(form, leaf); part(form, "input").click(); },
  use: (form, leaf) => { leaf.shown.querySelector(".leaf__doubt").hidden = true; },
  turn: async (form, leaf) => {
    const { left, top, right, bottom } = leaf.shape.cut || { left: 0, top: 0, right: 0, bottom: 0 };
    leaf.shape = { turn: ((leaf.shape.turn || 0) + 1) % 4, cut: { left: bottom, top: left, right: top, bottom: right } };
    await look(form, leaf);
  },
  crop: async (form, leaf) => {
    const cut = await photo.crop(leaf.file, leaf.shape);
    if (cut) { leaf.shape = { ...leaf.shape, cut }; await look(form, leaf); }
  },
  up: (form, leaf) => move(form, leaf, -1),
  down: (form, leaf) => move(form, leaf, 1),
  away: (form, leaf) => { leavesOf(form).splice(leavesOf(form).indexOf(leaf), 1); lay(form); part(form, "input").focus(); },
};
const move = (form, leaf, by) => {
  const leaves = leavesOf(form), at = leaves.indexOf(leaf);
  leaves.splice(at, 1);
  leaves.splice(at + by, 0, leaf);
  lay(form);
  say(form, `Sekarang foto ke-${at + by + 1}.`);
  (leaf.act(by < 0 ? "up" : "down").hidden ? leaf.act(by < 0 ? "down" : "up") : leaf.act(by < 0 ? "up" : "down")).focus();
};

// The card as it is now; or, where more depends on it, all papers: then those stay that lie on trays.
const shows = (card, made) => {
  const all = made.querySelector("#berkas"), fresh = made.querySelector(`.paper[id="${card.id}"]`);
  if (all) {
    for (const form of document.querySelectorAll("[data-upload]")) {
      const other = form.closest(".paper"), place = made.querySelector(`.paper[id="${other.id}"]`);
      if (other !== card && leavesOf(form).length && place) place.replaceWith(other);
    }
    document.getElementById("berkas").replaceWith(all);
  } else card.replaceWith(fresh);
  if (globalThis.htmx) globalThis.htmx.process(all || fresh);
  for (const form of document.querySelectorAll("[data-upload]")) offer(form);
  return fresh;
};

// What can be done with photos that were handed in: they are still here.
const offer = (form) => {
  const papers = leavesOf(form).length ? [] : handed.get(keyOf(form)) || [], all = papers.length > 0 && papers.every((leaf) => leaf.canBeDrawn);
  part(form, "turn").hidden = !all || papers.length !== 1;
  part(form, "more").hidden = !all || !part(form, "input").multiple;
};

// On to what is still missing, after this card or else before it; then to what sends all. Says so to who cannot see it.
const goOn = (card) => {
  const cards = [...document.querySelectorAll(".paper")], at = cards.indexOf(card), title = (one) => one.querySelector(".paper__title").textContent.trim();
  const isMissing = (one) => one.querySelector("[data-needed]") && !leavesOf(one.querySelector("[data-upload]")).length;
  const next = [...cards.slice(at + 1), ...cards.slice(0, at)].find(isMissing);
  const place = next ? part(next.querySelector("[data-upload]"), "input") : document.querySelector("[data-after-papers]:not([disabled])");
  const told = document.querySelector("[data-handed]");
  if (told) told.textContent = `Terunggah: ${title(card)}. ${next ? `Berikutnya: ${title(next)}.` : place ? "Semua berkas yang wajib sudah ada." : ""}`;
  (place || card).focus({ preventScroll: true });
  (next || place || card).scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
};
const isElsewhere = (card) => ![null, document.body].includes(document.activeElement) && !card.contains(document.activeElement);

// Sends all that lies on the tray, and goes on unless the person went elsewhere meanwhile. Whether it arrived.
const send = async (form, { stays = false } = {}) => {
  const leaves = leavesOf(form), card = form.closest(".paper"), signal = new EventTarget(), key = keyOf(form);
  if (form.sending) { form.sending.dispatchEvent(new Event("again")); return false; }
  if (!leaves.length) { complain(form, "Pilih berkas dulu."); return false; }
  form.sending = signal;
  form.classList.add("picker--sending");
  for (const old of card.querySelectorAll(".paper__coming")) old.remove();
  complain(form, "");
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "HX-Request": "true" };
  let broke = false;
  const line = { signal, broken: (is) => {
    broke ||= is;
    form.classList.toggle("picker--broken", is);
    part(form, "send").textContent = is ? "Coba sekarang" : part(form, "send").dataset.first;
    say(form, is ? "Sambungan terputus. Periksa sambungan internet. Kiriman diteruskan sendiri begitu tersambung lagi." : "Mengirim…");
  } };
  try {
    say(form, "Mengirim…");
    const files = [];
    for (const leaf of leaves) files.push(await photo.ready(leaf.file, leaf.shape));
    const wrong = tooLarge(files), bounds = boundsOf(form), body = new FormData();
    if (wrong) throw new parts.Refused(wrong);
    body.append("persyaratan", key);
    if (files.reduce((sum, file) => sum + file.size, 0) <= bounds.PART) for (const file of files) body.append("berkas", file);
    else for (const [n, file] of files.entries()) {
      const { bar } = leaves[n];
      bar.hidden = false;
      body.append("bagian", await parts.send(file, { address: form.dataset.upload, headers, key, part: bounds.PART, line, progress: (done) => { bar.value = 100 * done; } }));
    }
    const answer = await parts.answered(form.action, { method: "POST", headers, body }, line);
    if (answer.status === 422 && broke) { location.reload(); return false; } // the answer to what was taken may have been lost
    if (!answer.ok || answer.redirected) throw await parts.refused(answer);
    const made = document.createRange().createContextualFragment(await answer.text()), isAway = stays || isElsewhere(card);
    for (const leaf of leaves) leaf.bar.hidden = true;
    handed.set(key, [...leaves]);
    const fresh = shows(card, made);
    if (!isAway) goOn(fresh);
    return true;
  } catch (error) {
    complain(form, error instanceof parts.Refused ? error.message : "Berkas ini belum bisa dikirim. Coba lagi.");
    say(form, "");
    for (const leaf of leaves) { leaf.bar.hidden = true; leaf.isRefused = error instanceof parts.Refused; }
    return false;
  } finally {
    form.sending = null;
    form.classList.remove("picker--sending", "picker--broken");
    if (form.isConnected) lay(form);
  }
};

const chosen = (input) => {
  const form = input.closest("[data-upload]");
  if (form) add(form, [...input.files]); else keepInForm(input);
};
const isPicked = (input) => input.matches("[data-picker] input[type=file]") && input.files.length;
document.addEventListener("change", (event) => { if (isPicked(event.target)) chosen(event.target); });
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-upload]")) return;
  event.preventDefault();
  send(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-upload] [data-act]"), form = button && button.closest("[data-upload]");
  if (button && button.dataset.act === "camera") {
    const input = part(form, "input"), { accept } = input;
    Object.assign(input, { accept: "image/*", capture: "environment" });
    input.click();
    Object.assign(input, { accept, capture: "" });
    input.removeAttribute("capture");
  } else if (button && !form.sending) {
    acts[button.dataset.act](form, leavesOf(form).find((leaf) => leaf.shown.contains(button)));
  }
  const label = event.target.closest("[data-upload] label");
  if (label) label.closest("[data-upload]").isAdding = false; // chosen anew, not added
  // Whoever goes on with photos on a tray would lose them.
  const leads = event.target.closest("[data-after-papers]"), full = leads && [...document.querySelectorAll("[data-upload]")].find((one) => leavesOf(one).length);
  if (!full) return;
  event.preventDefault();
  complain(full, "Foto ini belum diunggah. Unggah dulu, atau buang fotonya.");
  full.closest(".paper").focus();
});
// Chosen before this had come over a weak line: then the choice is heard now.
for (const input of document.querySelectorAll("[data-picker] input[type=file]")) if (input.files.length) chosen(input);
globalThis.picker = { keyOf, leafOf, leavesOf, look, lay, send, goOn };
