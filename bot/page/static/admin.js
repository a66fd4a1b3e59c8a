"use strict";
// What the pages of admins do beyond links and forms; all of it works without.
(() => {
  const form = document.querySelector("form.understood");
  if (!form) return;

  // Another place of the original is shown without losing what was typed.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest('a[href*="#trang"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const got = await fetch(link.href, { headers: { "X-Piece": "1" } });
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      const shown = page.querySelector(".original");
      if (!got.ok || !shown) throw new Error(got.status);
      document.querySelector(".original").replaceWith(shown);
      const spot = shown.querySelector("mark") || shown;
      spot.scrollIntoView({ block: matchMedia("(min-width: 64rem)").matches ? "nearest" : "start" });
    } catch {
      open(link.href, "_blank", "noopener");
    }
  });

  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
