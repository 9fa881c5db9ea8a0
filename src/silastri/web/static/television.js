// The television of the hall: asks for news, shows the board, and says each call once, one after the other.
const television = document.querySelector("[data-television]");
if (television) {
  const board = television.querySelector("[data-board]"), time = television.querySelector("[data-time]");
  const away = television.querySelector("[data-away]"), button = television.querySelector("[data-sound]");
  const calls = [];
  let sound = null, voice = null, voiceKnown = false, playing = false, answered = Date.now(), waits = 2000, shown = "";

  // What was said survives a reload of the page, but not the night.
  const said = () => JSON.parse(sessionStorage.getItem("said") || "null");
  const say = (last) => sessionStorage.setItem("said", JSON.stringify(last));

  const findVoice = () => {
    const voices = window.speechSynthesis ? speechSynthesis.getVoices() : [];
    const indonesian = voices.filter((one) => /^(id|in|ind)\b/i.test(one.lang.replace("_", "-")));
    const own = indonesian.find((one) => one.localService);
    voice = own || indonesian[0] || null;
    return voices.length ? Boolean(own) : null;  // one that needs the internet is none to rely on
  };
  let hasVoice = findVoice();
  if (window.speechSynthesis) speechSynthesis.addEventListener?.("voiceschanged", () => { hasVoice = findVoice(); });
  setTimeout(() => { voiceKnown = true; }, 5000);

  // A browser lets a page be heard only after somebody touched it, or when it was started so.
  const offer = () => { button.hidden = !sound || sound.state === "running"; };
  if (window.AudioContext) {
    sound = new AudioContext();
    sound.addEventListener("statechange", offer);
    setTimeout(offer, 500);
    button.addEventListener("click", () => { sound.resume(); if (window.speechSynthesis) speechSynthesis.speak(new SpeechSynthesisUtterance("")); });
  }
  navigator.wakeLock?.request("screen").catch(() => {});

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const chime = async () => {
    if (!sound || sound.state !== "running") return pause(1200);
    [659, 523, 784].forEach((pitch, number) => {
      const begins = sound.currentTime + number * 0.35, tone = sound.createOscillator(), loud = sound.createGain();
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0, begins);
      loud.gain.linearRampToValueAtTime(0.5, begins + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.001, begins + 0.9);
      tone.connect(loud).connect(sound.destination);
      tone.start(begins); tone.stop(begins + 1);
    });
    return pause(1700);
  };
  const speak = (words) => new Promise((done) => {
    if (!voice || television.dataset.spoken !== "ya") { setTimeout(done, 1500); return; }
    const speech = new SpeechSynthesisUtterance(words), late = setTimeout(done, 15_000);
    speech.lang = "id-ID"; speech.voice = voice; speech.rate = 0.9;
    speech.onend = speech.onerror = () => { clearTimeout(late); done(); };
    speechSynthesis.speak(speech);
  });
  const flash = () => {
    for (const one of board.querySelectorAll("[data-call]")) one.classList.toggle("call--now", playing === one.dataset.call);
  };
  const play = async () => {
    if (playing || !calls.length) return;
    const call = calls.shift();
    playing = call.id;
    flash();
    await chime();
    await speak(call.say);
    playing = false;
    flash();
    play();
  };

  const hear = (news) => {
    const last = said(), isToday = last && last.day === news.day;
    for (const call of news.calls) if (isToday && call.call > last.call && call.age < 120) calls.push(call);
    if (last && news.trial && news.trial.id !== last.trial) calls.push(news.trial);
    const newest = Math.max(0, ...news.calls.map((call) => call.call));
    // A television that is switched on says nothing that was called before.
    say({ day: news.day, call: isToday ? Math.max(last.call, newest) : newest, trial: news.trial?.id || "" });
    play();
  };
  const show = (news) => {
    if (shown !== news.board) { board.innerHTML = news.board; shown = news.board; }
    time.textContent = news.time;
    flash();
  };

  const listen = async () => {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), 5000);
    try {
      const told = voiceKnown ? `?suara=${hasVoice ? "ya" : "tidak"}` : "";
      const answer = await fetch(television.dataset.news + told, { signal: stop.signal, cache: "no-store" });
      if (answer.status >= 500) throw new Error(String(answer.status));
      const news = answer.redirected ? null : await answer.json();
      if (!news || news.version !== television.dataset.version) { location.reload(); return; }
      answered = Date.now(); waits = 2000;
      away.hidden = true;
      hear(news);
      show(news);
    } catch { waits = Math.min(waits * 1.5, 10_000); } finally { clearTimeout(late); }
    if (Date.now() - answered > 10_000) away.hidden = false;
    setTimeout(listen, waits);
  };
  listen();
}
