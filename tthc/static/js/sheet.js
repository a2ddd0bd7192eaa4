// The on-site sheet: what is written is kept in this browser first, sent by itself, and stays until the server has it.
const form = document.querySelector("[data-sheet]");
const person = document.querySelector("meta[name=person]")?.content || "";
const KEPT = `sheet:${person}:${form.action}`;
const AGAIN = 10000; // ms between tries without network
const TYPING = 1200;
const SETTLED = 5000; // what was sent is remembered a moment longer: a page that is being opened may have been made before it arrived
const LONGEST = 2000; // pixels of a photo: a board stays readable
const unsent = form.querySelector("[data-unsent]");
const field = (name) => form.elements.namedItem(name);
const lineOf = (element) => element.closest("[data-line]")?.dataset.line;

let drafts = read();
let waiting = []; // photos in the browser's own database, in their order
let isSending = false;
let told = ""; // why nothing can be sent now
let timer = 0;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

function keep() {
  try {
    if (Object.keys(drafts).length) localStorage.setItem(KEPT, JSON.stringify(drafts));
    else localStorage.removeItem(KEPT);
  } catch {
    told = "Trình duyệt không giữ được bản nháp. Không đóng trang này trước khi gửi xong.";
  }
}

// ---------- What is written ----------
const version = (item) => Number(field(`version-${item}`).value);
const words = (item) => ({ mark: field(`mark-${item}`).value, note: field(`note-${item}`).value });

function take(item) {
  drafts[item] = { ...words(item), version: version(item) };
  keep();
  draw();
}

function fill(item, { mark, note }) {
  field(`mark-${item}`).value = mark;
  field(`note-${item}`).value = note;
}

const isUnsent = (item) => drafts[item] && drafts[item].sent === undefined;
const pending = () => Object.keys(drafts).filter(isUnsent);

function draw() {
  const count = pending().length;
  for (const line of form.querySelectorAll("[data-line]")) {
    const sign = line.querySelector("[data-unsent-line]");
    if (!sign) continue;
    sign.hidden = !isUnsent(line.dataset.line);
    if (sign.nextElementSibling) sign.nextElementSibling.hidden = !sign.hidden; // what the server last had says nothing of what is waiting
  }
  const said = [count && `${count} nội dung`, waiting.length && `${waiting.length} ảnh`].filter(Boolean).join(", ");
  unsent.textContent = said ? `${said} chưa gửi. ${told || "Máy tự gửi khi có mạng."}` : "";
}

function put(id, fragment) {
  const found = fragment.getElementById(id);
  if (!found) return false;
  document.getElementById(id).replaceWith(found);
  found.querySelectorAll("[data-keep], [data-drop]").forEach((button) => (button.hidden = false));
  return true;
}

// ---------- Sending ----------
async function post(path, body) {
  body.set("person", person); // who wrote it: another account on this machine sends nothing of it as its own
  body.set("csrf_token", field("csrf_token").value);
  const answer = await fetch(path, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": field("csrf_token").value } });
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

// A token that has run out is renewed from the page itself; what was typed stays.
async function posted(path, makeBody) {
  let answer = await post(path, makeBody());
  if (answer.status !== 400) return answer;
  const page = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
  const token = page.querySelector("[data-sheet] [name=csrf_token]")?.value;
  if (!token) return { status: 401, page };
  field("csrf_token").value = token;
  answer = await post(path, makeBody());
  return answer;
}

// What stops everything: the session is over, the right is gone, the sheet is closed, the server is down.
function stops(status, page) {
  if (status === 401) told = "Phiên làm việc đã hết: đăng nhập lại ở trang khác rồi quay lại trang này.";
  else if (status < 500 && status !== 429) told = page.querySelector(".notice p, main p, p")?.textContent.trim() || "Máy chủ không nhận.";
  else told = "Máy chủ chưa xử lý được; máy tự gửi lại.";
  return false;
}

async function sendLine(item) {
  const draft = drafts[item];
  const makeBody = () => new URLSearchParams({ [`mark-${item}`]: draft.mark, [`note-${item}`]: draft.note, [`version-${item}`]: draft.version });
  const { status, page } = await posted(`${form.action}/${item}`, makeBody);
  if (!put(`state-${item}`, page)) return stops(status, page);
  const now = drafts[item];
  if (status === 200 && now === draft) {
    now.sent = version(item);
    setTimeout(() => {
      if (drafts[item] === now) delete drafts[item];
      keep();
    }, SETTLED);
  }
  else if (status === 200) now.version = version(item); // more was typed meanwhile: it goes next
  else now.held = version(item); // somebody else wrote, or the words are refused: a person decides
  keep();
  return true;
}

async function sendPhoto(photo) {
  const makeBody = () => {
    const body = new FormData();
    body.set("photo", photo.blob, photo.name);
    return body;
  };
  const { status, page } = await posted(`${form.action}/${photo.item}/anh`, makeBody);
  if (!put(`photos-${photo.item}`, page)) return stops(status, page);
  await forget(photo);
  return true;
}

async function send() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  told = "";
  try {
    let item;
    while ((item = pending().find((one) => drafts[one].held === undefined)) && (await sendLine(item)));
    while (!told && waiting.length && (await sendPhoto(waiting[0])));
  } catch {
    told = "Đang mất mạng; máy tự gửi khi có mạng."; // everything stays
  } finally {
    isSending = false;
    draw();
  }
}

// ---------- Photos: the browser's own database holds them until they are sent ----------
const store = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("sheet", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("photos", { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

async function stored(mode, act) {
  const found = await store;
  if (!found) return undefined;
  return new Promise((resolve, reject) => {
    const asked = act(found.transaction("photos", mode).objectStore("photos"));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function smaller(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = LONGEST / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    return blob.size < file.size ? blob : file;
  } catch {
    return file; // unreadable here: the server says what is wrong with it
  }
}

async function addPhotos(input) {
  const item = lineOf(input);
  for (const file of [...input.files]) {
    const blob = await smaller(file);
    const name = blob === file ? file.name : file.name.replace(/\.\w+$/, ".jpg");
    const photo = { key: KEPT, item, name, blob };
    const id = await stored("readwrite", (photos) => photos.add(photo)).catch(() => undefined);
    waiting.push({ ...photo, id });
    if (id === undefined) told = "Trình duyệt không giữ được ảnh. Không đóng trang này trước khi gửi xong.";
  }
  input.value = "";
  draw();
  send();
}

async function forget(photo) {
  waiting = waiting.filter((one) => one !== photo);
  if (photo.id !== undefined) await stored("readwrite", (photos) => photos.delete(photo.id)).catch(() => undefined);
}

// ---------- Hands ----------
form.addEventListener("input", (event) => {
  const item = lineOf(event.target);
  if (!item || event.target.type === "file") return;
  take(item);
  clearTimeout(timer);
  if (event.target.type === "radio") send();
  else timer = setTimeout(send, TYPING);
});
form.addEventListener("change", (event) => {
  if (event.target.type === "file") addPhotos(event.target);
  else if (lineOf(event.target)) send();
});
form.addEventListener("click", (event) => {
  const item = lineOf(event.target);
  if (event.target.matches("[data-keep]")) {
    take(item);
    send();
  } else if (event.target.matches("[data-drop]")) {
    delete drafts[item];
    keep();
    location.reload();
  }
});
form.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-drop-photo]")) return;
  event.preventDefault(); // every line has saved itself, or waits for the network
  send();
});
addEventListener("online", send);
setInterval(() => (pending().length || waiting.length) && send(), AGAIN);

// ---------- What an earlier visit left ----------
for (const [item, draft] of Object.entries(drafts)) {
  if (!field(`note-${item}`) || version(item) >= draft.sent) delete drafts[item];
  else {
    fill(item, draft);
    delete draft.held;
    delete draft.sent;
  }
}
keep();
form.querySelector("[data-offline-words]")?.removeAttribute("hidden");
form.querySelectorAll("[data-keep], [data-drop]").forEach((button) => (button.hidden = false));
stored("readonly", (photos) => photos.getAll()).then((photos) => {
  waiting = [...(photos || []).filter((photo) => photo.key === KEPT), ...waiting];
  draw();
  send();
});
draw();
