// Photos on the phone: opened, turned, cut, made smaller, and looked at as the server looks at them.
const LONGEST = 2000; // pixels that a page needs
const LONG = 2.5; // a longer picture becomes several pages, each as wide as it is
const LIGHT = 600 * 1024, HEAVY = 400 * 1024; // bytes: left as it is below the one, made lighter above the other
const WHOLE = { left: 0, right: 0, top: 0, bottom: 0 }; // parts that are cut off

const isPhoto = (file) => /^image\//.test(file.type) || /\.(jpe?g|png|heic)$/i.test(file.name);

// The picture, or nothing where this browser cannot open it: then the server does.
const open = async (file) => {
  if (!isPhoto(file) || !window.createImageBitmap) return null;
  try { return await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { return null; }
};

const sized = (width, height) => Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) });

// Turned by quarters, and then cut; no side longer than ``longest``.
const drawn = (bitmap, { turn = 0, cut = WHOLE }, longest = LONGEST) => {
  const lies = turn % 2, width = lies ? bitmap.height : bitmap.width, height = lies ? bitmap.width : bitmap.height;
  const across = width * (1 - cut.left - cut.right), down = height * (1 - cut.top - cut.bottom);
  const scale = Math.min(1, longest / Math.max(across, down)), sheet = sized(across * scale, down * scale), brush = sheet.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, sheet.width, sheet.height);
  brush.imageSmoothingQuality = "high";
  brush.scale(scale, scale);
  brush.translate(width / 2 - cut.left * width, height / 2 - cut.top * height);
  brush.rotate((turn * Math.PI) / 2);
  brush.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  return sheet;
};

const jpeg = (sheet, quality) => new Promise((done) => sheet.toBlob(done, "image/jpeg", quality));

// The file to send: a weak line carries 300 kB, not 6 MB.
const ready = async (file, shape = {}) => {
  const touched = shape.turn || Object.values(shape.cut || WHOLE).some(Boolean);
  if (!touched && (file.size < LIGHT || !/^image\/(jpeg|png)$/.test(file.type))) return file;
  const bitmap = await open(file);
  if (!bitmap) return file;
  const [short, long] = [bitmap.width, bitmap.height].sort((one, other) => one - other), isLong = long > LONG * short;
  if (isLong && !touched) return file;
  const sheet = drawn(bitmap, shape, isLong ? long : LONGEST);
  bitmap.close();
  let made = await jpeg(sheet, 0.8);
  if (made && made.size > HEAVY && !isLong) made = await jpeg(sheet, 0.65);
  if (!made || (!touched && made.size >= file.size)) return file;
  return new File([made], file.name.replace(/(\.\w+)?$/, ".jpg"), { type: "image/jpeg" });
};

// What may make it hard to read: domain/case/photo_doubts.py says why, and gives the bounds.
const doubts = (sheet, bounds) => {
  const scale = Math.min(1, bounds.SIDE / Math.max(sheet.width, sheet.height)), small = sized(sheet.width * scale, sheet.height * scale);
  const brush = small.getContext("2d", { willReadFrequently: true }), { width, height } = small;
  brush.imageSmoothingQuality = "high";
  brush.drawImage(sheet, 0, 0, width, height);
  const dots = brush.getImageData(0, 0, width, height).data, grey = new Float32Array(width * height);
  for (let n = 0; n < grey.length; n += 1) grey[n] = 0.299 * dots[4 * n] + 0.587 * dots[4 * n + 1] + 0.114 * dots[4 * n + 2];
  const across = Math.max(1, Math.floor(width / bounds.TILE)), down = Math.max(1, Math.floor(height / bounds.TILE));
  const tiles = Array.from({ length: across * down }, () => ({ count: 0, sum: 0, square: 0, edge: 0, edges: 0 }));
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x, here = grey[at], tile = tiles[Math.floor((y * down) / height) * across + Math.floor((x * across) / width)];
      const edge = grey[at - 1] + grey[at + 1] + grey[at - width] + grey[at + width] - 4 * here;
      tile.count += 1; tile.sum += here; tile.square += here * here; tile.edge += edge; tile.edges += edge * edge;
    }
  }
  const variance = (count, sum, square) => square / count - (sum / count) ** 2;
  const upper = (values, part) => values.sort((one, other) => one - other)[Math.min(values.length - 1, Math.floor(part * values.length))];
  const edges = tiles.map((tile) => variance(tile.count, tile.edge, tile.edges)), noise = Math.min(bounds.NOISE, ...edges);
  const spread = tiles.map((tile) => variance(tile.count, tile.sum, tile.square));
  const sharp = edges.map((edge, n) => (edge - noise) / spread[n]).filter((_, n) => spread[n] >= bounds.SHOWS);
  const found = [];
  if (upper(tiles.map((tile) => tile.sum / tile.count), 0.9) < bounds.DARKEST) found.push("dark");
  if (sharp.length && upper(sharp, 0.75) < bounds.BLURRED) found.push("blurred");
  if (!sharp.length) found.push("empty");
  if (Math.max(sheet.width, sheet.height) < bounds.SHORTEST) found.push("tiny");
  return found;
};

// Cuts a photo at its four edges, drawn by a finger or moved by the sliders. What is cut off, or nothing when it stays.
const crop = async (file, shape) => {
  const dialog = document.getElementById("potong-foto"), bitmap = dialog && await open(file);
  if (!bitmap) return null;
  const stage = dialog.querySelector("canvas"), sheet = drawn(bitmap, { turn: shape.turn }, 600), brush = stage.getContext("2d");
  bitmap.close();
  stage.width = sheet.width; stage.height = sheet.height;
  const sliders = Object.fromEntries([...dialog.querySelectorAll("[data-edge]")].map((slider) => [slider.dataset.edge, slider]));
  const cut = () => Object.fromEntries(Object.entries(sliders).map(([edge, slider]) => [edge, slider.value / 100]));
  const opposite = { left: "right", right: "left", top: "bottom", bottom: "top" };
  const show = () => {
    const { left, right, top, bottom } = cut(), [width, height] = [stage.width, stage.height];
    brush.drawImage(sheet, 0, 0);
    brush.fillStyle = "rgba(0, 0, 0, .6)";
    brush.fillRect(0, 0, width, top * height); brush.fillRect(0, height * (1 - bottom), width, bottom * height);
    brush.fillRect(0, top * height, left * width, height * (1 - top - bottom)); brush.fillRect(width * (1 - right), top * height, right * width, height * (1 - top - bottom));
    brush.strokeStyle = "#fff"; brush.lineWidth = 4;
    brush.strokeRect(left * width, top * height, width * (1 - left - right), height * (1 - top - bottom));
  };
  const set = (edge, value) => { sliders[edge].value = Math.max(0, Math.min(value, 90 - sliders[opposite[edge]].value)); show(); };
  for (const [edge, slider] of Object.entries(sliders)) {
    slider.value = 100 * (shape.cut || WHOLE)[edge];
    slider.oninput = () => set(edge, Number(slider.value));
  }
  let held = [];
  const at = (event) => {
    const box = stage.getBoundingClientRect(), x = (100 * (event.clientX - box.left)) / box.width, y = (100 * (event.clientY - box.top)) / box.height;
    return { left: x, right: 100 - x, top: y, bottom: 100 - y };
  };
  stage.onpointerdown = (event) => { // the edges nearest to the finger: one, or two at a corner
    const place = at(event), far = (edge) => Math.abs(place[edge] - sliders[edge].value);
    const near = [["left", "right"], ["top", "bottom"]].map((pair) => pair.sort((one, other) => far(one) - far(other))[0]).sort((one, other) => far(one) - far(other));
    held = far(near[1]) < 12 ? near : near.slice(0, 1);
    stage.setPointerCapture(event.pointerId);
  };
  stage.onpointermove = (event) => { const place = at(event); for (const edge of held) set(edge, place[edge]); };
  stage.onpointerup = stage.onpointercancel = () => { held = []; };
  dialog.returnValue = "";
  dialog.showModal();
  show();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  return dialog.returnValue === "pakai" ? cut() : null;
};

globalThis.photo = { isPhoto, open, drawn, ready, doubts, crop };
