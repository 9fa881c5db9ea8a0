// The signing session: each letter that was read goes in a request of its own, so that a weak line loses one answer at most and
// every result is seen at once. The passphrase stays in its input, is sent with each, and is cleared at the end.
for (const form of document.querySelectorAll("[data-signing]")) {
  const left = () => [...form.querySelectorAll("[name=surat]")].filter((one) => !one.disabled);
  const pass = form.querySelector("[name=frasa]"), go = form.querySelector("[data-go]"), bar = form.querySelector("[data-progress]");
  if (!go) continue;
  const count = () => { go.textContent = `Tanda tangani ${left().length} surat`; go.hidden = pass.parentElement.hidden = !left().length; };
  const say = (one, html, busy) => {
    const said = one.closest("li").querySelector("[data-said]");
    if (busy) said.textContent = html; else said.innerHTML = html;
  };
  const tell = (done, of, words) => {
    bar.hidden = false;
    bar.querySelector("progress").value = of ? done / of : 0;
    bar.querySelector("span").textContent = words;
  };
  const send = async (one, typed) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("frasa", typed);  // what is typed meanwhile is for the next try
    body.set("surat", one.value);
    return fetch(form.dataset.signing, { method: "POST", body, headers: { "HX-Request": "true" } });
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const picked = left(), typed = pass.value;
    go.disabled = true;
    let done = 0, stopped = "";
    for (const one of picked) {
      say(one, "Sedang ditandatangani…", true);
      tell(done, picked.length, `${done} dari ${picked.length} selesai`);
      try {
        const answer = await send(one, typed);
        if (answer.redirected) throw new Error();
        say(one, await answer.text());
        if (!answer.ok) { stopped = "Berhenti di surat yang ditolak"; break; }
      } catch {
        say(one, "Jawaban tidak sampai. Muat ulang halaman untuk melihat hasilnya.", true);
        stopped = "Sambungan terputus";
        break;
      }
      one.disabled = true; done += 1;
    }
    if (stopped && picked.length === 1) bar.hidden = true;  // the letter itself says why
    else tell(done, picked.length, stopped ? `${stopped}: ${done} dari ${picked.length} ditandatangani, sisanya belum dikirim.` : `${done} surat ditandatangani.`);
    if (pass.value === typed) pass.value = "";
    if (stopped) pass.focus();
    go.disabled = false;
    count();
  });
}
