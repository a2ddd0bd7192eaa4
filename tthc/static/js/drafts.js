// Drafts of free text on this machine: kept every 3 s, offered again, gone on success, sign-out or after 7 days.
// Never files, passwords or citizens' data: only forms marked data-module="drafts" take part.
const WEEK = 7 * 24 * 3600 * 1000;
const PREFIX = "draft:";
const person = document.querySelector("meta[name=person]")?.content || "";
const changed = new Set();

const formsIn = (root) => [...root.querySelectorAll('form[data-module="drafts"]')];
const keyOf = (form) => `${PREFIX}${person}:${new URL(form.action).pathname}`;
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && (field.type === "text" || field.type === "textarea"));

function keep(form) {
  const texts = Object.fromEntries(fieldsOf(form).filter((field) => field.value).map((field) => [field.name, field.value]));
  if (Object.keys(texts).length) localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), texts }));
  else localStorage.removeItem(keyOf(form));
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function say(at) {
  const time = new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  document.getElementById("notice").textContent = `Đã lưu nháp lúc ${time}. Bản nháp chỉ có trên máy này.`;
}

function restore(form) {
  const draft = read(keyOf(form));
  if (form.dataset.draft || !draft) return;
  form.dataset.draft = "read";
  const empty = fieldsOf(form).filter((field) => !field.value && draft.texts[field.name]);
  empty.forEach((field) => (field.value = draft.texts[field.name]));
  if (empty.length) say(draft.at);
}

function prepare(root) {
  formsIn(root).forEach((form) => {
    restore(form);
    const button = form.querySelector("[data-save-draft]");
    if (button) button.hidden = false;
  });
}

function sweep() {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    if (Date.now() - (read(key)?.at || 0) > WEEK) localStorage.removeItem(key);
  }
  const sent = sessionStorage.getItem("sent");
  if (sent && !document.querySelector(".error, .errors")) localStorage.removeItem(sent);
  sessionStorage.removeItem("sent");
}

document.addEventListener("input", (event) => {
  const form = event.target.closest('form[data-module="drafts"]');
  if (form) changed.add(form);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-save-draft]")?.closest("form");
  if (!form) return;
  keep(form);
  say(Date.now());
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig.elt; // the event may come from a parent when the form was swapped away
  if (!form.matches('form[data-module="drafts"]') || !event.detail.xhr.status || event.detail.xhr.status >= 400) return;
  localStorage.removeItem(keyOf(form));
  changed.delete(form);
});
document.addEventListener("htmx:afterSettle", () => prepare(document));
document.addEventListener("submit", (event) => {
  if (event.target.matches('form[data-module="drafts"]')) sessionStorage.setItem("sent", keyOf(event.target));
});
setInterval(() => {
  changed.forEach((form) => form.isConnected && keep(form));
  changed.clear();
}, 3000);

sweep();
prepare(document);
