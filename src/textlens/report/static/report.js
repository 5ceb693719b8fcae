"use strict";
(() => {
  const root = document.documentElement;
  const article = document.getElementById("article");
  if (!article) return;
  root.classList.add("has-script");
  const marks = [...article.querySelectorAll("mark")];
  const detail = document.getElementById("detail");
  const itemsOf = (mark) => mark.dataset.items.split(" ");
  let pinned = null;
  let shown = null;

  // The detail takes the place of the browser's own tooltip.
  for (const mark of marks) mark.removeAttribute("title");

  // Which layers are switched off: their items are left out of the detail too.
  const LAYERS = {
    statements: ["quotes"], unnamed: ["anonymous_sources"], reasons: ["grants", "comment_statuses"],
    names: ["mentions", "entities"], times: ["times"], audit: ["findings"],
  };
  const isOn = (key) => document.getElementById("show-" + key)?.checked ?? true;
  const isShown = (item) => {
    for (const [key, layers] of Object.entries(LAYERS)) {
      if (layers.some((layer) => item.classList.contains("layer-" + layer))) return isOn(key);
    }
    return isOn("others");
  };

  const isUnnamed = (item) => item.matches(".layer-anonymous_sources");

  const show = (mark) => {
    const copies = itemsOf(mark)
      .map((number) => document.getElementById("why-" + number))
      .filter((item) => item && isShown(item))
      // What is smallest stands nearest to the pointer; who is unnamed comes before all else.
      .reverse()
      .sort((one, other) => isUnnamed(other) - isUnnamed(one))
      .map((item) => {
        const copy = document.createElement("div");
        copy.className = item.className;
        copy.append(...[...item.cloneNode(true).childNodes]);
        return copy;
      });
    if (!copies.length) return hide();
    detail.replaceChildren(...copies);
    detail.hidden = false;
    detail.scrollTop = 0;
    shown?.removeAttribute("aria-describedby");
    mark.setAttribute("aria-describedby", "detail");
    shown = mark;
    place(mark);
  };
  const place = (mark) => {
    if (getComputedStyle(detail).position === "fixed") return;
    const box = mark.getClientRects()[0];
    const left = Math.min(box.left, innerWidth - detail.offsetWidth - 16);
    const isBelow = box.bottom + detail.offsetHeight + 12 < innerHeight || box.top < detail.offsetHeight + 12;
    const last = [...mark.getClientRects()].pop();
    const top = isBelow ? last.bottom + 8 : box.top - detail.offsetHeight - 8;
    detail.style.left = Math.max(8, left) + scrollX + "px";
    detail.style.top = top + scrollY + "px";
  };
  let waiting = 0;
  const hide = () => {
    clearTimeout(waiting); // a pointer that rests on a mark must not open again what was closed
    pinned = null;
    detail.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown = null;
  };

  // Pointer: hovering shows, a click pins.
  article.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("mark");
    clearTimeout(waiting);
    if (pinned || event.pointerType === "touch") return;
    waiting = setTimeout(mark ? () => show(mark) : hide, mark ? 120 : 250);
  });
  article.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    if (!pinned) waiting = setTimeout(() => { if (!pinned && !detail.matches(":hover")) hide(); }, 250);
  });
  detail.addEventListener("pointerenter", () => clearTimeout(waiting));
  detail.addEventListener("pointerleave", () => { if (!pinned) hide(); });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("#article mark");
    clearTimeout(waiting);
    if (mark) {
      pinned = pinned === mark ? null : mark;
      rove(mark);
      pinned ? show(mark) : hide();
    } else if (!event.target.closest?.("#detail")) hide();
  });

  // Keyboard: one stop in the order of Tab, arrows from mark to mark, u to the next unnamed source.
  let current = null;
  const rove = (mark) => {
    current?.setAttribute("tabindex", "-1");
    current = mark;
    current.setAttribute("tabindex", "0");
  };
  const go = (mark) => { if (mark) { rove(mark); mark.focus(); pinned = mark; show(mark); } };
  // Arrows pass over what is not drawn: descriptions and pronouns, unless they are switched on.
  const isStop = (mark) => !mark.matches(".anaphor:not(.name, .quote, .speaker, .cue, .unnamed, .grant, .comment, .time, .finding, .other)")
    || (document.getElementById("show-anaphors")?.checked ?? true);
  const next = (from, step, wanted) => {
    for (let i = marks.indexOf(from) + step; i >= 0 && i < marks.length; i += step) {
      if (wanted ? marks[i].matches(wanted) : isStop(marks[i])) return marks[i];
    }
    return null;
  };
  if (marks.length) rove(marks.find(isStop) ?? marks[0]);
  article.addEventListener("focusin", (event) => {
    if (event.target.matches("mark:focus-visible")) { pinned = event.target; show(event.target); }
  });
  article.addEventListener("keydown", (event) => {
    if (!event.target.matches("mark") || event.altKey || event.ctrlKey || event.metaKey) return;
    const moves = {
      ArrowRight: () => next(event.target, 1), ArrowDown: () => next(event.target, 1),
      ArrowLeft: () => next(event.target, -1), ArrowUp: () => next(event.target, -1),
      Home: () => marks.find(isStop), End: () => marks.findLast(isStop),
      u: () => next(event.target, 1, "[data-badge]"), U: () => next(event.target, -1, "[data-badge]"),
    };
    if (event.key in moves) { go(moves[event.key]()); event.preventDefault(); }
    else if (event.key === "Enter" || event.key === " ") { go(event.target); event.preventDefault(); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // One source alone.
  const chooser = document.getElementById("only");
  const buttons = [...document.querySelectorAll("[data-only]")];
  const choose = (key) => {
    root.classList.toggle("filtered", Boolean(key));
    for (const mark of marks) {
      mark.classList.toggle("is-chosen", Boolean(key) && (mark.dataset.sources ?? "").split(" ").includes(key));
      mark.classList.toggle("is-said", Boolean(key) && mark.dataset.said === key);
    }
    for (const button of buttons) {
      const isChosen = button.dataset.only === key;
      button.setAttribute("aria-pressed", String(isChosen));
      button.closest(".card").classList.toggle("is-chosen", isChosen);
    }
    if (chooser) chooser.value = key;
  };
  chooser?.addEventListener("change", () => choose(chooser.value));
  for (const button of buttons) {
    button.addEventListener("click", () => choose(button.getAttribute("aria-pressed") === "true" ? "" : button.dataset.only));
  }

  // A link to a place marks all of it, however many pieces it was cut into.
  const target = () => {
    for (const mark of article.querySelectorAll(".is-target")) mark.classList.remove("is-target");
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const link = [...document.querySelectorAll("#register .permalink")].find((a) => a.getAttribute("href") === "#" + id);
    const number = link?.closest(".item")?.id.slice(4);
    if (number === undefined) return;
    const pieces = marks.filter((mark) => itemsOf(mark).includes(number));
    for (const mark of pieces) mark.classList.add("is-target");
    if (pieces[0]) rove(pieces[0]);
  };
  addEventListener("hashchange", target);
  addEventListener("resize", () => { if (shown) place(shown); });
  target();
})();
