// Pasted cells as a grid that can be put right in place. Without it the text box holds the same cells; what is right or wrong is decided by the server.
const MOST_ROWS = 201;
const MOST_COLUMNS = 40;

// Cells between tabs; a cell with line breaks stands in quotes, as spreadsheets copy it.
function parse(text) {
  const rows = [[]];
  let cell = "";
  let isQuoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  for (let at = 0; at < clean.length; at += 1) {
    const sign = clean[at];
    if (isQuoted) {
      if (sign === '"' && clean[at + 1] === '"') { cell += '"'; at += 1; }
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === "\t") { rows.at(-1).push(cell); cell = ""; }
    else if (sign === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
    else cell += sign;
  }
  rows.at(-1).push(cell);
  return rows;
}
const quoted = (cell) => (/[\t\n"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
const text = (cells) => cells.map((row) => row.map(quoted).join("\t")).join("\n");

function letter(index) {
  return index < 26 ? String.fromCharCode(65 + index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}
const make = (name, given = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...inside);
  return made;
};

function marksOf(zone) {
  const found = new Map();
  for (const line of (zone.dataset.marks || "").split("\n")) {
    const parts = /^(\d+):([A-Z]+):(.*)$/.exec(line);
    if (parts) found.set(`${parts[1]}:${parts[2]}`, parts[3]);
  }
  return found;
}

function draw(zone, area) {
  const cells = parse(area.value);
  const width = Math.max(...cells.map((row) => row.length));
  zone.querySelector(".grid-box")?.remove();
  area.closest(".field").hidden = false;
  if (width < 2 || cells.length > MOST_ROWS || width > MOST_COLUMNS) return;
  for (const row of cells) while (row.length < width) row.push("");
  const marks = marksOf(zone);
  const heads = [...Array(width).keys()].map((index) => make("th", { scope: "col", textContent: letter(index) }));
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, make("span", { className: "hidden", textContent: "Dòng" })), ...heads));
  const body = make("tbody", {}, ...cells.map((row, at) => rowOf(cells, row, at, marks)));
  const region = make("div", { className: "grid-scroll", tabIndex: 0 }, make("table", { className: "grid" }, head, body));
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", `Các ô đã dán: ${cells.length} dòng, ${width} cột`);
  const drop = make("button", { type: "button", className: "button button--quiet button--small", textContent: "Bỏ các ô đã dán" });
  const box = make("div", { className: "grid-box" }, make("p", { className: "label", textContent: `Các ô đã dán (${cells.length} dòng)` }), region, drop);
  drop.addEventListener("click", () => {
    area.value = "";
    draw(zone, area);
    area.focus();
  });
  box.addEventListener("input", (event) => {
    const [at, index] = event.target.dataset.at.split(":").map(Number);
    cells[at][index] = event.target.value;
    event.target.parentElement.classList.remove("is-wrong");
    event.target.removeAttribute("aria-invalid");
    area.value = text(cells);
  });
  box.addEventListener("keydown", (event) => step(box, event));
  box.addEventListener("paste", (event) => spread(zone, area, cells, event));
  area.closest(".field").hidden = true;
  zone.append(box);
}

function rowOf(cells, row, at, marks) {
  const inside = row.map((value, index) => {
    const wrong = marks.get(`${at + 1}:${letter(index)}`);
    const input = make("input", { value: value.replace(/\n/g, " "), title: wrong || "" });
    input.dataset.at = `${at}:${index}`;
    input.setAttribute("aria-label", `Dòng ${at + 1}, cột ${letter(index)}${wrong ? `: ${wrong}` : ""}`);
    if (wrong) input.setAttribute("aria-invalid", "true");
    return make("td", { className: wrong ? "is-wrong" : "" }, input);
  });
  return make("tr", {}, make("th", { scope: "row", textContent: at + 1 }), ...inside);
}

// Enter and the arrows go from row to row as in a spreadsheet; Enter does not send the form.
function step(box, event) {
  const by = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.target.dataset.at) return;
  event.preventDefault();
  const [at, index] = event.target.dataset.at.split(":").map(Number);
  box.querySelector(`[data-at="${at + by}:${index}"]`)?.focus();
}

// Several cells pasted into the grid fill it from there.
function spread(zone, area, cells, event) {
  const typed = event.clipboardData.getData("text/plain");
  if (!/[\t\n]/.test(typed.trim()) || !event.target.dataset.at) return;
  event.preventDefault();
  const [top, left] = event.target.dataset.at.split(":").map(Number);
  parse(typed).forEach((row, down) => row.forEach((value, right) => {
    cells[top + down] ||= [];
    while (cells[top + down].length < left + right) cells[top + down].push("");
    cells[top + down][left + right] = value;
  }));
  area.value = text(cells);
  zone.dataset.marks = "";
  draw(zone, area);
}

for (const zone of document.querySelectorAll("[data-paste]")) {
  const area = zone.querySelector("textarea");
  if (area.value.includes("\t")) draw(zone, area);
  area.addEventListener("input", () => area.value.includes("\t") && draw(zone, area));
}
