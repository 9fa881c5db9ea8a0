// Several files for several papers at once: their names are compared with the names of the papers, and the person says
// of each file what it is for before anything is sent.
const { keyOf, leafOf, leavesOf, look, lay, send, goOn } = globalThis.picker, { photo } = globalThis;
const EMPTY_WORDS = new Set("dan dari atau yang untuk di ke seperti dengan".split(" ")), UNUSED = "-";
const wordsOf = (text) => new Set((text.toLowerCase().match(/[a-z]{2,}/g) || []).filter((word) => !EMPTY_WORDS.has(word)));
const forms = () => [...document.querySelectorAll("[data-upload]")];
const cardOf = (form) => form.closest(".paper");
const titleOf = (form) => cardOf(form).querySelector(".paper__title").firstChild.textContent.trim().replace(/^\d+\. /, "");
const takes = (form, file) => !form.dataset.portrait || photo.isPhoto(file);

// The paper whose words the name holds, and no other as well: a word that several papers share counts less.
const guess = (file, among) => {
  const said = among.map((form) => wordsOf(`${keyOf(form)} ${titleOf(form)}`.replaceAll("_", " "))), name = wordsOf(file.name.replace(/\.\w+$/, ""));
  const weight = (word) => 1 / said.filter((words) => words.has(word)).length;
  const scored = among.map((form, n) => ({ form, score: [...name].filter((word) => said[n].has(word)).reduce((sum, word) => sum + weight(word), 0) }));
  const [best, second] = scored.filter(({ form }) => takes(form, file)).sort((one, other) => other.score - one.score);
  return best && best.score > 0 && (!second || best.score > second.score) ? best.form : null;
};

for (const sorter of document.querySelectorAll("[data-sorter]")) {
  const find = (name) => sorter.querySelector(`.sorter__${name}`), form = find("form"), input = sorter.querySelector("input[type=file]");
  let rows = [];
  const complain = (words, at) => { find("error").textContent = words; if (at) at.focus(); };

  const row = (file, n) => {
    const shown = sorter.querySelector("template").content.firstElementChild.cloneNode(true), choice = shown.querySelector("select"), label = shown.querySelector("label");
    const among = forms(), found = guess(file, among);
    shown.querySelector(".sorter__name").textContent = file.name;
    choice.id = `untuk-${n}`;
    label.htmlFor = choice.id;
    label.querySelector("span").textContent = file.name;
    for (const one of among.filter((one) => takes(one, file))) choice.add(new Option(titleOf(one) + (cardOf(one).querySelector(".paper__file") ? " (mengganti yang ada)" : ""), keyOf(one)));
    choice.add(new Option("Jangan dipakai", UNUSED));
    choice.value = found ? keyOf(found) : "";
    photo.open(file).then((bitmap) => {
      if (!bitmap) return;
      const picture = shown.querySelector("img");
      picture.src = photo.drawn(bitmap, {}, 128).toDataURL("image/jpeg", 0.7);
      picture.hidden = false;
      bitmap.close();
    });
    return { file, shown, choice };
  };

  const tidy = () => { rows = []; form.hidden = true; find("choose").hidden = false; input.value = ""; };
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    rows = [...input.files].map(row);
    find("list").replaceChildren(...rows.map((one) => one.shown));
    find("send").textContent = `Unggah ${rows.length} berkas`;
    complain("");
    form.hidden = false;
    find("choose").hidden = true;
    (rows.find((one) => !one.choice.value)?.choice || find("send")).focus();
    form.scrollIntoView({ block: "nearest" });
  });
  find("cancel").addEventListener("click", () => { tidy(); input.focus(); });

  const wrong = () => {
    const open = rows.find((one) => !one.choice.value);
    if (open) return [`Pilih untuk apa berkas ${open.file.name}.`, open.choice];
    const second = rows.find((one, n) => rows.slice(0, n).some((before) => before.choice.value === one.choice.value) && forms().some((to) => keyOf(to) === one.choice.value && to.dataset.portrait));
    return second ? ["Untuk foto ini cukup satu berkas. Pilih yang lain untuk apa.", second.choice] : null;
  };

  // What is not clear lies on the tray of its paper, and waits to be looked at there.
  const handOver = async (to, files) => {
    const leaves = leavesOf(to);
    leaves.splice(0, leaves.length, ...files.map(leafOf));
    lay(to);
    const photos = leaves.filter((leaf) => photo.isPhoto(leaf.file));
    for (const leaf of photos) await look(to, leaf);
    return photos.every((leaf) => leaf.isClear) && send(to, { stays: true });
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = wrong();
    if (problem) { complain(...problem); return; }
    const groups = forms().map((to) => [to, rows.filter((one) => one.choice.value === keyOf(to)).map((one) => one.file)]).filter(([, files]) => files.length), waiting = [];
    tidy();
    let last = null;
    for (const [n, [to, files]] of groups.entries()) {
      find("status").textContent = `Mengirim ${n + 1} dari ${groups.length} persyaratan…`;
      const { id } = cardOf(to);
      last = id;
      if (!(await handOver(to, files))) waiting.push(id);
    }
    find("status").textContent = "";
    const [first] = waiting, isMissing = document.querySelector("[data-needed]"), on = document.querySelector("[data-after-papers]");
    if (first) {
      find("status").textContent = `${waiting.length} persyaratan belum terunggah. Periksa dulu di bawah.`;
      document.getElementById(first).focus();
    } else if (!isMissing && on) location.assign(on.href);
    else if (last) goOn(document.getElementById(last));
  });
}
