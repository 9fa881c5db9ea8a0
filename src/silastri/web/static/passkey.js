// Passkeys: asks the server what is to be proved, the device to prove it, and sends the answer by the form.
{
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const question = async (form) => {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.question, { method: "POST", headers });
    if (!answer.ok || answer.redirected) throw new Error("question");
    const asked = await answer.json();
    asked.challenge = bytes(asked.challenge);
    if (asked.user) asked.user.id = bytes(asked.user.id);
    asked.allowCredentials = named(asked.allowCredentials);
    asked.excludeCredentials = named(asked.excludeCredentials);
    return asked;
  };
  const written = (key) => {
    const response = { clientDataJSON: text(key.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[part]) response[part] = text(key.response[part]);
    }
    if (key.response.getTransports) response.transports = key.response.getTransports();
    return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
  };
  const send = (form, key) => { form.elements.jawaban.value = written(key); form.submit(); };
  const say = (form, words) => {
    const place = form.querySelector("[data-passkey-said]");
    place.textContent = words;
    place.hidden = false;
  };

  let waiting = null;  // what the browser offers beside the field for the name, until a button is pressed
  const begin = async (form) => {
    waiting?.abort();
    try {
      const publicKey = await question(form);
      send(form, form.dataset.passkey === "make" ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey }));
    } catch (error) {
      if (error.message === "question") say(form, "Halaman ini sudah terlalu lama terbuka. Muat ulang, lalu coba lagi.");
      else if (error.name === "InvalidStateError") say(form, "Perangkat ini sudah punya kunci sandi untuk akun Anda.");
      else say(form, "Kunci sandi tidak jadi dipakai. Coba lagi, atau pakai cara lain.");
    }
  };
  const offer = async (form) => {
    waiting = new AbortController();
    try {
      const publicKey = await question(form);
      send(form, await navigator.credentials.get({ publicKey, mediation: "conditional", signal: waiting.signal }));
    } catch { /* nobody chose one */ }
  };

  if (window.PublicKeyCredential && navigator.credentials) {
    for (const part of document.querySelectorAll("[data-passkey], [data-passkey-part]")) part.hidden = false;
    for (const form of document.querySelectorAll("[data-passkey]")) {
      form.addEventListener("submit", (event) => { event.preventDefault(); begin(form); });
    }
    PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable?.().then((has) => {
      for (const part of document.querySelectorAll("[data-passkey-here]")) part.hidden = !has;
    });
    const name = document.querySelector("input[autocomplete~=webauthn]"), form = document.querySelector("[data-passkey=show]");
    if (name && form && PublicKeyCredential.isConditionalMediationAvailable) {
      PublicKeyCredential.isConditionalMediationAvailable().then((can) => {
        if (can) name.addEventListener("focus", () => offer(form), { once: true });
      });
    }
  }
}
