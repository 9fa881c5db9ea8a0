// Checks a letter by its QR, with the office's published keys: also without a network.
"use strict";

(() => {
  const panel = document.querySelector("[data-verifier]");
  const { keys: KEYS, worker: WORKER, ...known } = panel.dataset;
  const register = "number" in known ? (({ number, name, on, until, initials }) => ({ number, name, on, until, initials }))(known) : null; // as the office knows it
  const OLD = 90, SLOW = 8000; // days until a list of keys is old; ms that a weak line is given
  const HERE = location.host;

  const make = (name, words, kind) => { const one = document.createElement(name); one.textContent = words; if (kind) one.className = kind; return one; };
  const date = (iso) => new Date(iso).toLocaleDateString("id-ID", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  const days = (iso) => Math.floor((Date.now() - new Date(iso)) / 864e5);

  // The keys: from the office where there is a network, else as they were kept.
  const late = (ms) => new Promise((_, fail) => setTimeout(fail, ms, new Error("late")));
  const kept = () => (window.caches ? caches.match(KEYS).catch(() => null) : Promise.resolve(null));
  const keyList = async () => {
    try {
      const answer = await Promise.race([fetch(KEYS, { cache: "no-cache", credentials: "omit" }), late(SLOW)]);
      if (!answer.ok) throw new Error(answer.status);
      const copy = answer.clone();
      if (window.caches) caches.open("silastri-kunci").then((box) => box.put(KEYS, copy)).catch(() => {});
      return { list: await answer.json(), isFresh: true };
    } catch {
      const answer = await kept();
      return answer ? { list: await answer.json(), isFresh: false } : null;
    }
  };

  // What a QR or a person gave: the letter's address with its statement.
  const addressOf = (text) => {
    const found = text.trim().match(/^(?:https?:\/\/)?([^/#\s]+)\/S\/([0-9A-Z]{16})\/?(?:#(\S*))?$/i);
    return found && { host: found[1].toLowerCase(), code: found[2].toUpperCase(), stated: found[3] || "" };
  };

  const say = (tone, title, why, facts = []) => ({ tone, title, why, facts });
  const NETWORK = say("warn", "Perlu jaringan", "Kode surat saja hanya bisa diperiksa dengan jaringan. Coba lagi bila jaringan sudah ada.");
  const facts = (said, key) => [
    ["Nomor", said.number], ["Jenis surat", said.name], ["Tanggal", date(said.on)],
    ["Inisial pemegang", said.initials], ["Berlaku sampai", said.until ? date(said.until) : "Tidak dibatasi"],
    ...(key ? [["Ditandatangani oleh", key.office], ["Kunci kantor berlaku", `${date(key.since)} sampai ${key.until ? date(key.until) : "sekarang"}`]] : []),
  ];

  const ELSEWHERE = "Kode QR ini bukan untuk situs ini";
  const judge = async ({ host, code, stated }, known) => {
    let said;
    try { said = Statement.read(stated); } catch { return say("bad", "Isi kode QR rusak atau terpotong", "Pindai sekali lagi dari surat aslinya. Bila tetap begini, tanyakan nomor suratnya ke kantor yang menerbitkan."); }
    const other = [host, said.host].find((one) => one !== HERE);
    if (other) return say("bad", ELSEWHERE, `QR ini menunjuk ke ${other}, sedangkan Anda membuka ${HERE}. Jangan dipercaya; tanyakan alamat yang benar ke kantor yang menerbitkan.`);
    if (!known) return say("warn", "Belum bisa diperiksa", "Daftar kunci kantor belum tersimpan di HP ini. Buka halaman ini sekali saat ada jaringan.");
    const key = known.list.keys.find((one) => one.kid === said.kid);
    if (!key && !known.isFresh) return say("warn", "Belum bisa dipastikan", `Kuncinya belum ada di daftar yang tersimpan (${date(known.list.as_of)}). Perbarui daftar kunci saat ada jaringan, lalu pindai lagi.`);
    if (!key) return say("bad", "Kunci penanda tangan tidak dikenal", "Kode QR ini tidak ditandatangani oleh kantor di situs ini. Jangan dipercaya.");
    if (!window.crypto || !crypto.subtle) return say("warn", "Peramban ini tidak bisa memeriksa", "Perbarui peramban, atau buka halaman ini lewat alamat https.");
    if (!(await Statement.holds(said, code, key).catch(() => false))) return say("bad", "Tanda tangan kode QR tidak cocok", "Isi QR ini sudah diubah, atau dipindah dari surat lain. Jangan dipercaya.");
    if (said.made < key.since || (key.until && said.made > key.until)) return say("bad", "Kunci tidak berlaku pada tanggal itu", `Kunci ${key.office} berlaku ${date(key.since)} sampai ${key.until ? date(key.until) : "sekarang"}, sedangkan QR ini dibuat ${date(said.made)}. Jangan dipercaya.`);
    if (key.state === "leaked") return say("warn", "Harus diperiksa dengan jaringan", "Kunci kantor ini pernah bocor, sehingga orang lain bisa membuat QR serupa. Hanya buku register yang dapat memastikan.", facts(said, key));
    if (said.until && said.until < today()) return say("bad", "Asli, tetapi sudah habis masa berlakunya", `Surat ini berlaku sampai ${date(said.until)}.`, facts(said, key));
    return say("good", "Pernyataan pada kode QR ini asli", `Ditandatangani ${key.office}. Cocokkan data di bawah dengan surat yang Anda pegang.`, facts(said, key));
  };

  // Beside what the register says: it must state the same of the same letter. null: it does.
  const compare = (verdict, { stated }) => {
    let said = null;
    try { said = Statement.read(stated); } catch { /* damaged: nothing of it can be shown */ }
    const isSigned = verdict.facts.length > 0 || verdict.tone === "warn"; // or this browser cannot tell
    const isSame = said && isSigned && Object.keys(register).every((name) => register[name] === said[name]);
    document.querySelector("[data-register]").hidden = !isSame;
    if (isSame) return null;
    if (verdict.title === ELSEWHERE) return verdict;
    const why = "Surat dengan kode ini ada di buku register, tetapi isi kode QR-nya bukan milik surat ini. Mungkin dipindah dari surat lain atau dipalsukan. Jangan dipercaya; data yang benar ada di bawah.";
    const claimed = said ? facts(said).map(([label, words]) => [`${label} menurut QR`, words]) : [];
    return say("bad", "Kode QR tidak cocok dengan buku register", isSigned ? why : `${verdict.title}. ${why}`, claimed);
  };

  const show = (verdict, notes) => {
    const box = make("div", "", `verdict verdict--${verdict.tone}`);
    for (const lead of document.querySelectorAll("[data-lead]")) lead.hidden = true;
    box.append(make(register === null ? "h2" : "h1", verdict.title, "verdict__title"), make("span", verdict.why));
    const rows = make("dl", "", "govuk-summary-list");
    for (const [label, words] of verdict.facts) {
      const row = make("div", "", "govuk-summary-list__row");
      row.append(make("dt", label, "govuk-summary-list__key"), make("dd", words, "govuk-summary-list__value"));
      rows.append(row);
    }
    panel.textContent = "";
    panel.append(box, ...(verdict.facts.length ? [rows] : []), ...notes.map((note) => make("p", note, "govuk-body")));
    panel.hidden = false;
    panel.scrollIntoView({ block: "nearest" });
  };

  const notes = (known, verdict) => {
    const said = [];
    if (!known || !known.isFresh) said.push("Diperiksa tanpa jaringan. Keadaan terakhir (dicabut atau diganti) hanya terlihat bila ada jaringan.");
    if (known && days(known.list.as_of) > OLD) said.push(`Daftar kunci di HP ini sudah ${days(known.list.as_of)} hari. Perbarui daftar kunci saat ada jaringan.`);
    if (verdict.tone === "good") said.push(`Pastikan alamat di peramban: ${HERE}`);
    return said;
  };

  const check = async (address) => {
    if (!address.stated && register !== null) return;
    const known = await keyList();
    tell(known);
    if (!address.stated) return show(NETWORK, []);
    const verdict = await judge(address, known);
    if (register === null) return show(verdict, notes(known, verdict));
    const differs = compare(verdict, address);
    if (differs) return show(differs, ["Data surat ini menurut buku register:"]);
    panel.textContent = "";
    panel.append(make("p", "Kode QR di surat cocok dengan buku register.", "govuk-body tick"));
    panel.hidden = false;
  };

  // Somebody scanned or typed here: with a network the letter's own page tells more.
  const given = async (text) => {
    const address = addressOf(text);
    if (!address) return show(say("bad", "Ini bukan kode QR surat", "Kode ini tidak memuat alamat surat dari situs ini."), []);
    if (address.host === HERE && navigator.onLine && (await keyList() || {}).isFresh) return location.assign(`/S/${address.code}#${address.stated}`);
    return check(address);
  };

  const tell = (known) => {
    for (const one of document.querySelectorAll("[data-needs-network]")) one.hidden = !known || !known.isFresh;
    const state = document.querySelector("[data-key-state]");
    if (state) state.textContent = known ? `Daftar kunci per ${date(known.list.as_of)}, ${known.list.keys.length} kunci${known.isFresh ? "" : ", tersimpan di HP ini"}.` : "Daftar kunci belum tersimpan di HP ini.";
  };

  // Scanning, where the browser can read codes by itself.
  const can = "BarcodeDetector" in window ? BarcodeDetector.getSupportedFormats().then((formats) => formats.includes("qr_code"), () => false) : Promise.resolve(false);
  // Ours among all that are on the paper: an e-meterai has a code too.
  const unlike = ({ rawValue }) => {
    const address = addressOf(rawValue);
    return !address ? 2 : address.host === HERE ? 0 : 1;
  };
  const decoded = async (picture) => (await new BarcodeDetector({ formats: ["qr_code"] }).detect(picture)).sort((one, other) => unlike(one) - unlike(other))[0];
  const SCAN = "Pindai QR dengan kamera";
  const camera = async (video, button) => {
    if (video.srcObject) return close(video, button);
    try { video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }); } catch { return show(say("warn", "Kamera tidak bisa dibuka", "Izinkan kamera untuk situs ini, atau pakai aplikasi kamera HP."), []); }
    video.hidden = false; button.textContent = "Tutup kamera";
    await video.play();
    while (video.srcObject) {
      const code = await decoded(video).catch(() => null);
      if (code) { close(video, button); return given(code.rawValue); }
      await new Promise((go) => setTimeout(go, 200));
    }
  };
  const close = (video, button) => {
    for (const track of video.srcObject.getTracks()) track.stop();
    video.srcObject = null; video.hidden = true; button.textContent = SCAN;
  };
  // A picture's code is read here, where nothing is sent; what cannot be read here the office may still read.
  const pictured = async (file) => {
    const code = await createImageBitmap(file).then(decoded).catch(() => null);
    if (code) return given(code.rawValue);
    if (navigator.onLine) return HTMLFormElement.prototype.submit.call(files);
    return show(say("warn", "Tidak ada kode QR yang terbaca", "Foto kode QR-nya saja, dari dekat dan terang, lalu coba lagi."), []);
  };

  const scanner = document.querySelector("[data-scanner]"), files = document.querySelector("[data-file]");
  if (scanner) can.then((is) => {
    const button = scanner.querySelector("[data-camera]"), snap = scanner.querySelector("[data-snap]");
    button.hidden = !is || !navigator.mediaDevices;
    button.addEventListener("click", () => camera(scanner.querySelector("video"), button));
    // A telephone whose browser reads no codes takes a photo, which the office reads.
    if (is || !matchMedia("(pointer: coarse)").matches) { snap.remove(); } else {
      snap.hidden = false;
      snap.elements.surat.addEventListener("change", () => snap.elements.surat.files.length && snap.submit());
    }
    files.elements.surat.addEventListener("change", ({ target }) => {
      const file = target.files[0];
      if (is && file && file.type.startsWith("image/")) pictured(file);
    });
  });
  const typed = document.querySelector("[data-typed]");
  if (typed) typed.addEventListener("submit", (event) => {
    const text = typed.elements.kode.value;
    const address = addressOf(text);
    if (!address && navigator.onLine) return; // a bare code: the office's register answers
    event.preventDefault();
    if (address) given(text); else show(NETWORK, []);
  });
  const renew = document.querySelector("[data-renew]");
  if (renew) renew.addEventListener("click", () => keyList().then(tell));
  const install = document.querySelector("[data-install]");
  if (install) window.addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); install.hidden = false; install.onclick = () => event.prompt(); });

  const here = () => {
    const address = addressOf(location.href);
    if (address) return check(address);
    return keyList().then(tell);
  };
  window.addEventListener("hashchange", here);
  here();
  if (navigator.serviceWorker) for (const scope of ["/S/", "/surat/periksa/"]) navigator.serviceWorker.register(WORKER, { scope }).catch(() => {});
})();
