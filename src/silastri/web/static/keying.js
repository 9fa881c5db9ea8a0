// Sheets are keyed in without a mouse: a digit jumps on, 0 or - says that nothing is ticked, Backspace goes back, Enter saves.
const keyed = document.querySelector("[data-keying]");
if (keyed) {
  const signs = [...keyed.querySelectorAll("[data-most]")], said = keyed.querySelector("[name=suggestion]");
  const beside = (input, step) => signs[signs.indexOf(input) + step] || (step > 0 ? said : input);
  keyed.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.matches("[data-most]") || !input.value) return;
    const typed = input.value.slice(-1).toUpperCase(), digit = Number(typed);
    const named = Number(input.dataset.most) === 2 && "LP".includes(typed);
    if (typed === "0" || typed === "-" || typed === " ") input.value = "0";
    else if (named || (digit >= 1 && digit <= Number(input.dataset.most))) input.value = typed;
    else { input.value = ""; return; }
    beside(input, 1).focus();
  });
  keyed.addEventListener("keydown", (event) => {
    if (event.key !== "Backspace" || !event.target.matches("[data-most]") || event.target.value) return;
    event.preventDefault();
    beside(event.target, -1).focus();
  });
  keyed.addEventListener("focusin", (event) => event.target.select?.());
  signs[0].focus(); // by autofocus the browser does it later, and keys typed until then would be lost
  signs[0].select();
}
