"use strict";
// What a page does beyond links and forms; everything can be read and asked without it.
(() => {
  const root = document.documentElement;
  const toast = document.querySelector(".toast");
  const TOLD = { copied: "Đã sao chép", failed: "Chưa sao chép được; anh/chị chọn chữ rồi sao chép" };
  let hiding = 0;

  const tell = (text) => {
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(hiding);
    hiding = setTimeout(() => toast.classList.remove("shown"), 2500);
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(TOLD.copied);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.className = "unseen";
      document.body.append(field);
      field.select();
      tell(document.execCommand("copy") ? TOLD.copied : TOLD.failed);
      field.remove();
    }
  };

  const remember = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("chu-lon") === "1";
      localStorage.setItem("chu-lon", value ? "1" : "0");
    } catch { /* Nothing is kept where the browser keeps nothing. */ }
    return value;
  };

  const enlarge = (large) => {
    root.classList.toggle("large", large);
    document.querySelectorAll('[data-do="large"]').forEach((b) => b.setAttribute("aria-pressed", large));
  };

  const acts = {
    copy: (button) => copy(button.dataset.text),
    print: () => print(),
    large: () => enlarge(remember(!root.classList.contains("large"))),
    share: async (button) => {
      const url = new URL(button.dataset.path, location.href).href;
      if (!navigator.share) return copy(`${button.dataset.title}\n${url}`);
      try {
        await navigator.share({ title: button.dataset.title, url });
      } catch { /* They thought better of it. */ }
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do](button);
  });

  // Telegram says behind the address who opens a page within it.
  const opener = document.querySelector("form[data-telegram]");
  const opened = opener && new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
  if (opened) {
    document.querySelector(".not-telegram").hidden = true;
    document.querySelector(".opening").hidden = false;
    window.TelegramWebviewProxy?.postEvent("web_app_expand", "{}");
    opener.elements["du-lieu"].value = opened;
    opener.submit();
  }

  // The words that were cited, where the link did not say so itself.
  const quote = document.getElementById("doan-trich");
  if (quote && !location.hash) quote.scrollIntoView({ block: "center" });

  // A page that could not be drawn after all leaves no hole.
  document.querySelectorAll("details.picture img").forEach((each) => {
    each.addEventListener("error", () => { each.closest("details").hidden = true; });
  });

  // Wide screens show the picture of the page at once.
  if (matchMedia("(min-width: 75rem)").matches) {
    document.querySelectorAll("details.picture").forEach((each) => { each.open = true; });
  }

  // The table of tasks follows what is typed.
  const filter = document.querySelector("form[data-filter]");
  if (filter) {
    const plain = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
    const rows = [...document.getElementById(filter.dataset.filter).tBodies[0].rows];
    const found = document.querySelector("[data-found]");
    filter.elements["don-vi"].addEventListener("input", (event) => {
      const words = plain(event.target.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const row of rows) {
        const held = plain(row.dataset.bodies);
        row.hidden = !words.every((word) => held.includes(word));
        count += row.hidden ? 0 : 1;
      }
      found.textContent = found.dataset.found.replace("{count}", count);
    });
    filter.elements.xep.addEventListener("change", () => filter.requestSubmit());
  }

  // Questions are asked without leaving the page.
  const log = document.getElementById("tin");
  const asker = document.querySelector("form[data-ask]");
  const append = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    const first = made.content.querySelector(".answer");
    log.append(made.content);
    return first;
  };
  const clone = (id) => document.getElementById(id).content.cloneNode(true);
  const into = (each) => each && each.scrollIntoView({
    block: "start",
    behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
  });

  const ask = async (fields, shown) => {
    log.querySelector(".welcome")?.remove();
    const mine = document.createElement("div");
    mine.className = "question";
    mine.append(Object.assign(document.createElement("p"), { textContent: shown }));
    log.append(mine, clone("cho"));
    const waiting = log.lastElementChild;
    into(mine);
    try {
      const answer = await fetch("/hoi", {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { "X-Piece": "1" },
      });
      const html = await answer.text();
      waiting.remove();
      append(answer.headers.get("content-type")?.includes("html") ? html : "");
    } catch {
      waiting.remove();
      log.append(clone("loi"));
    }
    into(mine);
  };

  if (asker) {
    const field = asker.elements.q;
    asker.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return;
      field.value = "";
      ask({ q: text }, text);
    });
    log.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter;
      ask({ [button.name]: button.value }, button.textContent);
    });
    if ("now" in asker.dataset) asker.requestSubmit();
    else log.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  if (!root.classList.contains("large")) enlarge(remember());
  else enlarge(true);
})();
