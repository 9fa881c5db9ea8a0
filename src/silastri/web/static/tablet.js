// The tablet at the counter: who walks away leaves nothing on the screen.
const survey = document.querySelector("[data-idle]");
if (survey) {
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(survey.dataset.start), Number(survey.dataset.idle) * 1000);
  };
  for (const sign of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(sign, wait, { passive: true });
  wait();
}
