// A NIK holds the birth date and the sex: they are filled in beside it where they are empty. The server does the same.
{
  const OLDEST = 110;
  const born = (day, month, year) => {
    const date = new Date(year, month - 1, day), today = new Date();
    const is = date.getDate() === day && date.getMonth() === month - 1 && date <= today;
    return is && today.getFullYear() - year <= OLDEST ? [String(day), String(month), String(year)] : null;
  };
  const read = (typed) => {
    const nik = typed.replace(/[\s.-]/g, "");
    if (!/^\d{16}$/.test(nik)) return null;
    const [day, month, year] = [6, 8, 10].map((at) => Number(nik.slice(at, at + 2)));
    const births = [2000, 1900].map((century) => born(day > 40 ? day - 40 : day, month, century + year)).filter(Boolean);
    return { date: births.length === 1 ? births[0] : null, sex: day > 40 ? "P" : "L", known: births.length > 0 };
  };
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (!/\.nik$/.test(input.name || "")) return;
    const found = read(input.value), all = input.form.elements, whose = input.name.slice(0, -3);
    if (!found || !found.known) return;
    const days = ["hari", "bulan", "tahun"].map((part) => all[`${whose}tanggal_lahir.${part}`]);
    if (found.date && days.every((one) => one && !one.value)) days.forEach((one, n) => { one.value = found.date[n]; });
    const sex = all[`${whose}jenis_kelamin`];
    if (sex && !sex.value) sex.value = found.sex;
  });
}
