// The few lines that make pages quicker and kinder. Everything works without them; nothing here decides anything.
"use strict";
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const script = document.currentScript;
  const loaded = new Set();

  // ---------- Parts that only some pages need ----------
  function loadParts(root) {
    for (const element of root.querySelectorAll("[data-module]")) {
      const name = element.dataset.module;
      if (!loaded.has(name)) import(script.dataset[name]).catch(() => loaded.delete(name));
      loaded.add(name);
    }
  }

  // ---------- One submission, and a word while it runs ----------
  function setBusy(form, isBusy) {
    form.toggleAttribute("data-sending", isBusy);
    form.setAttribute("aria-busy", String(isBusy));
    const label = find("button.button--primary [data-label]", form) || find("[data-label]", form);
    if (!label) return;
    label.dataset.words ||= label.textContent;
    label.textContent = isBusy ? "Đang lưu…" : label.dataset.words;
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.hasAttribute("data-sending")) event.preventDefault();
    else setBusy(form, true);
    if (form.getAttribute("action") === "/dang-xuat") dropDrafts();
  });
  function dropDrafts() {
    Object.keys(memory).filter((key) => key.startsWith("draft:")).forEach((key) => delete memory[key]);
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-sending]").forEach((form) => setBusy(form, false)));

  let slow;
  document.addEventListener("htmx:beforeRequest", (event) => {
    clearTimeout(slow);
    slow = setTimeout(() => document.body.classList.add("busy"), 300); // nothing before 300 ms: quick answers do not flicker
    forget(event.target);
    if (event.target.matches("form")) setBusy(event.target, true);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    clearTimeout(slow);
    document.body.classList.remove("busy");
    const { elt } = event.detail.requestConfig; // the event itself may come from a parent when the form was swapped away
    if (elt.matches("form")) setBusy(elt, false);
  });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = find("meta[name=csrf-token]")?.content || "";
  });

  // ---------- What went wrong, said in the row that was acted on ----------
  const place = (element) => element.closest("form, .task, .card") || find("#notice");
  const forget = (element) => place(element).querySelectorAll(":scope > .notice[data-failed]").forEach((old) => old.remove());
  function fail(element, sentence, words) {
    forget(element);
    const box = document.createElement("div");
    box.className = "notice notice--late";
    box.dataset.failed = "";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: sentence }));
    if (words) {
      const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--small", textContent: words });
      again.addEventListener("click", () => repeat(element));
      box.append(again);
    }
    place(element).prepend(box);
  }
  const repeat = (element) => (element.matches("form") ? element.requestSubmit() : element.click());
  function lost(event) {
    const element = event.target;
    const sent = Number(element.dataset.sent || 0);
    if (sent > 0 && sent < 100) fail(element, `Tải lên bị gián đoạn ở ${sent}%. Nội dung đã nhập vẫn còn; bấm "Tải lại tệp".`, "Tải lại tệp");
    else fail(element, "Mất kết nối mạng. Nội dung đã nhập vẫn còn trên máy; thử lại khi có mạng.", "Thử lại");
  }
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  const said = (xhr) => find(".notice p", new DOMParser().parseFromString(xhr.responseText, "text/html"))?.textContent.trim();
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr } = event.detail;
    fail(event.target, said(xhr) || `Máy chủ chưa xử lý được yêu cầu. Thử lại sau ít phút; nếu vẫn lỗi, báo Văn phòng mã ${xhr.status}.`, "Thử lại");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, requestConfig } = event.detail;
    if (xhr.status < 400 || target.id !== "notice" || !said(xhr)) return;
    event.detail.shouldSwap = false;
    fail(requestConfig.elt, said(xhr));
  });

  // ---------- The session ended: sign in on the spot, then repeat ----------
  const session = find("#session-dialog");
  let interrupted;
  document.body.addEventListener("session-expired", (event) => {
    interrupted = event.target;
    session.showModal();
  });
  const parse = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const tokenOf = (page) => find("meta[name=csrf-token]", page)?.content || find("input[name=csrf_token]", page)?.value || "";
  async function signIn(form) {
    const door = await parse(await fetch(form.action));
    const fields = new FormData(form);
    fields.set("csrf_token", tokenOf(door));
    const page = await parse(await fetch(form.action, { method: "POST", body: fields }));
    if (find("input[type=password][name=password]:not(dialog *)", page)) return false;
    refreshTokens(tokenOf(page));
    return true;
  }
  function refreshTokens(token) {
    find("meta[name=csrf-token]").content = token;
    document.querySelectorAll("input[name=csrf_token]").forEach((input) => (input.value = token));
  }
  session?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const isIn = await signIn(form).catch(() => false);
    setBusy(form, false);
    find(".error", form).hidden = isIn;
    if (!isIn) return;
    form.reset();
    session.close();
    repeat(interrupted);
  }, true);

  // ---------- Focus after a swap ----------
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = document.getElementById(event.detail.target?.id);
    if (!target) return;
    loadParts(target.parentElement || document);
    if (event.target === target) focusIn(target, event.detail.requestConfig.verb);
  });
  // First what is wrong, then the first field of a panel just opened; a form that is gone leaves its row's title.
  function focusIn(target, verb) {
    const wrong = find('[aria-invalid="true"]', target);
    const field = verb === "get" ? find("[data-panel] input:not([type=hidden]), [data-panel] textarea", target) : null;
    if (wrong || field) return (wrong || field).focus();
    if (target.contains(document.activeElement)) return;
    find('[data-title], [tabindex="-1"]', target)?.focus();
  }

  // ---------- Dialogs, copying ----------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-opens], [data-closes], [data-copies]");
    if (!button) return;
    if (button.dataset.opens) openDialog(event, button.dataset.opens);
    else if (button.dataset.copies) copy(button);
    else button.closest("dialog").close();
  });
  function openDialog(event, id) {
    const dialog = document.getElementById(id);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  }
  function copy(button) {
    const source = document.getElementById(button.dataset.copies);
    source.select();
    document.execCommand("copy"); // navigator.clipboard needs HTTPS, which an office LAN may lack
    find("#notice").textContent = "Đã sao chép nội dung nhắc.";
  }

  // ---------- Keyboard: / J K D ? – off while typing, and off for good by the switch (WCAG 2.1.4) ----------
  const memory = (() => { try { return window.localStorage; } catch { return {}; } })();
  const keysOn = () => memory.keys !== "off";
  const isTyping = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
  const current = () => document.activeElement?.closest("[data-row]");
  function move(step) {
    const all = rows();
    const at = all.indexOf(current());
    const row = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
    if (row) find("a[href], button", row)?.focus();
  }
  const keys = {
    "/": () => find("#q")?.focus(),
    j: () => move(1),
    k: () => move(-1),
    d: () => find("[data-key=d]", current() || document)?.click(),
    "?": () => find("#keys-dialog")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || !keysOn() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || find("dialog[open]")) return;
    event.preventDefault();
    act();
  });
  document.querySelectorAll("[data-keys-switch]").forEach((box) => {
    box.checked = keysOn();
    box.addEventListener("change", () => (memory.keys = box.checked ? "on" : "off"));
  });

  document.querySelectorAll("[data-scripted]").forEach((element) => (element.hidden = false));
  find(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  find("[autofocus]")?.focus();
  loadParts(document);
})();
