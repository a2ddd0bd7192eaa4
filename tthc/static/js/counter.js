// The tablet without network: presses are kept here with their keys and times, shown at once, and sent in their order, each once.
const KEPT = "counter:presses";
const PATHS = { take: "/quay/lay-so", call: "/quay/goi", rate: "/quay/danh-gia" };
const AGAIN = 10000; // ms between tries without network
const THANKS = 4000;
const WEEK = 7 * 24 * 3600 * 1000;
const main = document.getElementById("main");
const find = (name) => main.querySelector(`[data-${name}]`);
const day = () => new Date().toDateString();
const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const visit = key(); // this opening of the page: its ticks are comparable

let board = JSON.parse(main.dataset.board);
let loaded = day();
let token = main.querySelector("[name=csrf_token]").value;
let presses = read();
let isSending = false;
let isLost = false; // the clerk took this tablet's right away
let thanks = 0;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || [];
  } catch {
    return [];
  }
}

function keep() {
  localStorage.setItem(KEPT, JSON.stringify(presses));
}

// What a press changes, before the server knows of it.
function apply(press) {
  if (press.kind === "take") {
    if (board.waiting.some((one) => one.key === press.ticket)) return;
    board.last = Math.max(board.last, press.number);
    board.waiting.push({ key: press.ticket, number: press.number });
  } else if (press.kind === "call") {
    const called = board.waiting.find((one) => one.key === press.ticket);
    board.waiting = board.waiting.filter((one) => one.key !== press.ticket);
    if (called) board.current = called;
  } else if (board.current?.key === press.ticket) {
    board.current = null;
  }
}

function draw() {
  find("last").textContent = board.last || "–";
  find("current").textContent = board.current?.number ?? "–";
  find("waiting").textContent = board.waiting.length;
  main.querySelector('[data-press="call"] button').disabled = !board.waiting.length;
  main.querySelectorAll('[data-press="rate"] button').forEach((button) => (button.disabled = !board.current));
  const words = isLost ? " Máy không còn được kết nối. Báo văn thư cấp mã mới." : " Máy tự gửi khi có mạng.";
  find("unsent").textContent = presses.length ? `${presses.length} lượt chưa gửi.${words}` : "";
}

function say(sentence) {
  find("problem").textContent = sentence;
  find("problem").hidden = !sentence;
}

function pressOf(form, button) {
  const press = { id: key(), kind: form.dataset.press, at: Date.now(), visit, ticks: performance.now() };
  if (press.kind === "take") return { ...press, ticket: key(), number: board.last + 1 };
  if (press.kind === "call") return board.waiting.length ? { ...press, ticket: board.waiting[0].key } : null;
  return board.current ? { ...press, ticket: board.current.key, satisfaction: button.value } : null;
}

// How long ago: by the clock, unless somebody has set it meanwhile; then by the ticks of the page.
function elapsed(press) {
  const clock = Date.now() - press.at;
  const ticks = press.visit === visit ? performance.now() - press.ticks : 0;
  return Math.round(clock < ticks || (clock > WEEK && ticks) ? ticks : clock);
}

function bodyOf(press) {
  const body = new URLSearchParams({ csrf_token: token, request_key: press.id, ticket: press.ticket });
  body.set("elapsed", elapsed(press)); // a stopwatch, not a clock: the server's time counts
  if (press.number) body.set("number", press.number);
  if (press.satisfaction) body.set("satisfaction", press.satisfaction);
  return body;
}

// The board as the server knows it, with what it has not been told yet.
function take(page) {
  const found = page.getElementById("main");
  if (!found?.dataset.board) return false;
  board = JSON.parse(found.dataset.board);
  loaded = day();
  token = found.querySelector("[name=csrf_token]").value;
  const small = (root) => root.querySelector(".tablet__small");
  small(main).replaceChildren(...small(found).cloneNode(true).childNodes);
  presses.forEach(apply);
  return true;
}

async function ask(path, body) {
  const answer = await fetch(path, body && { method: "POST", body });
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function sent(press) {
  let { status, page } = await ask(PATHS[press.kind], bodyOf(press));
  if (status === 400 && take((await ask("/quay")).page)) ({ status, page } = await ask(PATHS[press.kind], bodyOf(press)));
  isLost = status === 403;
  if (status >= 500 || [400, 403, 413, 429].includes(status)) return false;
  presses.shift();
  keep();
  take(page);
  say(status >= 400 ? page.querySelector("[data-problem]")?.textContent || "Một lượt bấm không được ghi." : "");
  return true;
}

async function send() {
  if (isSending) return;
  isSending = true;
  try {
    while (presses.length && (await sent(presses[0])));
  } catch {
    // No network: the presses stay, the next try comes by itself.
  } finally {
    isSending = false;
    draw();
  }
}

async function renew() {
  try {
    if (take((await ask("/quay")).page)) draw();
  } catch {
    // No network: the first press of the day begins the numbers again.
  }
}

main.addEventListener("submit", (event) => {
  event.preventDefault();
  if (loaded !== day()) [board, loaded] = [{ last: 0, waiting: [], current: null }, day()]; // numbers begin again each morning
  const press = pressOf(event.target, event.submitter);
  if (!press) return draw();
  presses.push(press);
  keep();
  apply(press);
  if (press.kind === "rate") {
    find("thanks").hidden = false;
    clearTimeout(thanks);
    thanks = setTimeout(() => (find("thanks").hidden = true), THANKS);
  }
  draw();
  send();
});
addEventListener("online", send);
setInterval(() => (presses.length ? send() : loaded !== day() && renew()), AGAIN);
if (!find("thanks").hidden) thanks = setTimeout(() => (find("thanks").hidden = true), THANKS);
presses.forEach(apply);
draw();
send();
