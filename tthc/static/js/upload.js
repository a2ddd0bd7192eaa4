// Files: drop zone, list of chosen files, smaller photos, progress. The plain input does the sending.
const LONGEST = 2000; // pixels: a photographed notice board stays readable, a 6 MB photo becomes about 500 KB
const QUALITY = 0.85;
const work = new WeakMap(); // input -> promise of the photos being made smaller
const chosen = new WeakMap(); // input -> files so far: a second choice adds to the first

const zoneOf = (element) => element.closest?.(".drop-zone");
const inputOf = (zone) => zone.querySelector("input[type=file]");

function size(bytes) {
  const [value, unit] = bytes >= 1048576 ? [bytes / 1048576, "MB"] : [Math.max(1, bytes / 1024), "KB"];
  return `${value.toLocaleString("vi-VN", { maximumFractionDigits: unit === "MB" ? 1 : 0 })} ${unit}`;
}

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = LONGEST / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    return blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  } catch {
    return file; // unreadable here: the server says what is wrong with it
  }
}

function put(input, files) {
  const box = new DataTransfer();
  files.forEach((file) => box.items.add(file));
  input.files = box.files;
  chosen.set(input, [...input.files]);
  draw(input);
}

function draw(input) {
  const list = zoneOf(input).querySelector("[data-files]");
  list.replaceChildren(...[...input.files].map((file, index) => line(input, file, index)));
}

function line(input, file, index) {
  const name = Object.assign(document.createElement("span"), { className: "file__name", textContent: `${file.name} ` });
  name.append(Object.assign(document.createElement("span"), { className: "muted nowrap", textContent: `(${size(file.size)})` }));
  const remove = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet button--small", textContent: "Xóa" });
  remove.setAttribute("aria-label", `Xóa tệp ${file.name}`);
  remove.addEventListener("click", () => {
    put(input, [...input.files].filter((_, at) => at !== index));
    input.focus();
  });
  const item = Object.assign(document.createElement("li"), { className: "file" });
  item.append(name, remove);
  return item;
}

function take(input, files) {
  const before = input.multiple ? chosen.get(input) || [] : [];
  const known = new Set(before.map((file) => file.name));
  const all = [...before, ...[...files].filter((file) => !known.has(file.name))];
  const done = Promise.all(all.map(shrink)).then((smaller) => {
    put(input, input.multiple ? smaller : smaller.slice(-1));
    work.delete(input);
  });
  work.set(input, done);
  return done;
}

document.addEventListener("change", (event) => {
  if (event.target.type === "file" && zoneOf(event.target)) take(event.target, [...event.target.files]);
});
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = zoneOf(event.target);
    if (!zone) return;
    event.preventDefault();
    zone.querySelector(".drop").classList.toggle("drop--over", name === "dragover");
    if (name === "drop") take(inputOf(zone), [...event.dataTransfer.files]);
  });
}

// A form waits until its photos are small.
const pending = (form) => [...form.querySelectorAll("input[type=file]")].map((input) => work.get(input)).filter(Boolean);
document.addEventListener("htmx:confirm", (event) => {
  const waits = event.target.matches("form") ? pending(event.target) : [];
  if (!waits.length) return;
  event.preventDefault();
  Promise.all(waits).then(() => event.detail.issueRequest(true));
});
document.addEventListener("submit", (event) => {
  const waits = event.target.hasAttribute("hx-post") ? [] : pending(event.target);
  if (!waits.length) return;
  event.preventDefault();
  Promise.all(waits).then(() => event.target.requestSubmit(event.submitter));
}, true);

document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target;
  const zone = form.querySelector?.(".drop-zone");
  if (!zone || !inputOf(zone)?.files.length || !event.detail.lengthComputable) return;
  const bar = zone.querySelector("progress") || zone.appendChild(Object.assign(document.createElement("progress"), { max: 100 }));
  bar.setAttribute("aria-label", "Đang tải tệp lên");
  bar.value = Math.round((event.detail.loaded / event.detail.total) * 100);
  form.dataset.sent = bar.value;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig.elt;
  form.querySelector(".drop-zone progress")?.remove();
  if (event.detail.xhr.status) delete form.dataset.sent; // kept when the line broke: the message says how far it came
});

function prepare(root) {
  for (const zone of root.querySelectorAll(".drop-zone:not(.drop-ready)")) {
    zone.classList.add("drop-ready");
    zone.querySelector("[data-drop-words]").hidden = false;
    draw(inputOf(zone));
  }
}
document.addEventListener("htmx:afterSettle", () => prepare(document));
prepare(document);
