// Somebody else takes the letter: the name of the applicant makes room for another, and comes back with the applicant.
const taken = document.querySelector("[data-hand-over]");
if (taken) {
  const name = taken.querySelector("[name=penerima]"), applicant = taken.dataset.handOver;
  taken.addEventListener("change", (event) => {
    if (event.target.name !== "hubungan") return;
    const self = event.target.value === "self";
    if (self && !name.value.trim()) name.value = applicant;
    if (!self && name.value === applicant) { name.value = ""; name.focus(); }
  });
}
