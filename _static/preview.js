// Shows what a link leads to, in a small box beside it. Without this script the link leads there all the same.
(() => {
  const LIST = "previews.js";
  const WAIT = 250;
  const here = document.currentScript.src;
  let previews;
  let box;
  let shownFor;
  let timer;

  // The list is loaded once somebody asks for it, as a script, since a page in a folder may fetch nothing.
  function load() {
    previews ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = new URL(LIST, here);
      script.onload = () => resolve(window.compendiumPreviews);
      script.onerror = () => resolve({});
      document.head.append(script);
    });
    return previews;
  }

  function close() {
    clearTimeout(timer);
    if (!shownFor) return;
    shownFor.removeAttribute("aria-describedby");
    if (shownFor.dataset.title) shownFor.title = shownFor.dataset.title;
    shownFor = undefined;
    box.hidden = true;
  }

  function place(link) {
    const at = link.getClientRects()[0];
    const size = box.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, room - size.width - 8));
    const above = at.top - size.height - 6;
    const below = at.bottom + 6;
    const top = below + size.height > innerHeight && above > 0 ? above : below;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${top + scrollY}px`;
  }

  function show(link, [heading, text]) {
    close();
    if (!box) {
      box = Object.assign(document.createElement("div"), { id: "preview", className: "preview" });
      box.setAttribute("role", "tooltip");
      // Who moves the pointer onto the box wants to read on.
      box.addEventListener("pointerenter", () => clearTimeout(timer));
      box.addEventListener("pointerleave", close);
      document.body.append(box);
    }
    box.replaceChildren();
    for (const [kind, words] of [["preview-heading", heading], ["preview-text", text]]) {
      if (words) box.append(Object.assign(document.createElement("p"), { className: kind, textContent: words }));
    }
    // The browser's own box with the title would cover this one.
    if (link.title) link.dataset.title = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", box.id);
    shownFor = link;
    box.hidden = false;
    place(link);
  }

  const linkOf = (event) => event.target.closest?.(".bd-article a[href*='#']:not(.headerlink)");

  function ask(event) {
    const link = linkOf(event);
    if (!link || link === shownFor) return;
    clearTimeout(timer);
    const label = decodeURIComponent(link.hash.slice(1));
    const page = link.pathname.split("/").pop().replace(/\.html$/, "");
    timer = setTimeout(async () => {
      const all = await load();
      const preview = all[label] ?? all[`${page}#${label}`];
      if (preview && (link.matches(":hover") || link === document.activeElement)) show(link, preview);
    }, event.type === "focusin" ? 0 : WAIT);
  }

  function leave(event) {
    if (!linkOf(event)) return;
    clearTimeout(timer);
    timer = setTimeout(close, WAIT);
  }

  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && ask(event));
  document.addEventListener("pointerout", leave);
  document.addEventListener("focusin", (event) => event.target.matches(":focus-visible") && ask(event));
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
})();
