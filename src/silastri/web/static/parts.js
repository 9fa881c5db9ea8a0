// Sends a file in parts: where the line breaks it waits, asks how much has come, and goes on there.
const LINE = 45000; // milliseconds after which a part that was not answered is sent again
const TROUBLE = "Ada gangguan di sistem kami. Coba lagi sebentar lagi.";
const LARGE = "Berkas terlalu besar. Perkecil dulu, lalu kirim lagi."; // a proxy before us refuses with a page of its own
const UNREADABLE = "Berkas ini tidak bisa dibaca lagi. Pilih lagi.";
const LEFT = "Anda sudah keluar. Masuk lagi, lalu pilih berkas yang sama.";

class Refused extends Error {}

// Waits so many seconds, or until the line is back or somebody presses on.
const wait = (seconds, signal) => new Promise((done) => {
  const timer = setTimeout(done, seconds * 1000), now = () => { clearTimeout(timer); done(); };
  addEventListener("online", now, { once: true });
  signal.addEventListener("again", now, { once: true });
});

// The answer, however often the line breaks. A fault of the machine is tried five times.
const answered = async (address, how, { signal, broken }) => {
  for (let tries = 0, faults = 0; ; tries += 1) {
    try {
      const answer = await fetch(address, { ...how, signal: AbortSignal.timeout(LINE) });
      if (answer.status < 500) { broken(false); return answer; }
      faults += 1;
    } catch { /* the line */ }
    if (faults >= 5) throw new Refused(TROUBLE);
    broken(true);
    await wait(Math.min(30, 2 ** tries), signal);
  }
};

// Why the server did not take something: its sentence, or one of ours for what is not its word.
const refused = async (answer) => {
  if (answer.redirected) return new Refused(LEFT);
  const said = new DOMParser().parseFromString(await answer.text(), "text/html"), words = said.querySelector(".govuk-error-message:not(:empty)");
  if (answer.status === 413) return new Refused(LARGE);
  return new Refused(words ? words.textContent.trim() : TROUBLE);
};

const print = async (content) => {
  if (!globalThis.crypto || !crypto.subtle) return "";
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", content))].map((one) => one.toString(16).padStart(2, "0")).join("");
};

const read = async (file) => { try { return await file.arrayBuffer(); } catch { throw new Refused(UNREADABLE); } };

// The name under which the server has the file now. ``line`` says what to do while it breaks.
const send = async (file, { address, headers, key, part, progress, line }) => {
  const content = await read(file), fields = { persyaratan: key, nama: file.name, ukuran: file.size, sidik: await print(content) };
  for (let begun = 0; begun < 3; begun += 1) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const first = await answered(address, { method: "POST", headers, body }, line);
    if (first.status !== 201) throw await refused(first);
    let { bagian, terkirim } = await first.json();
    while (terkirim < file.size) {
      progress(terkirim / file.size);
      const here = { ...headers, "Content-Type": "application/octet-stream", "Upload-Offset": String(terkirim) };
      const answer = await answered(`${address}${bagian}/`, { method: "POST", headers: here, body: content.slice(terkirim, terkirim + part) }, line);
      if (answer.status === 404) break; // nothing came for so long that it was forgotten
      if (answer.status !== 204 && answer.status !== 409) throw await refused(answer);
      terkirim = Number(answer.headers.get("Upload-Offset"));
    }
    if (terkirim >= file.size) { progress(1); return bagian; }
  }
  throw new Refused(TROUBLE);
};

globalThis.parts = { answered, refused, send, Refused };
