// Shows the cards of the marks under the pointer, innermost first; without it, each mark has its title.
const tip = document.getElementById("tip");
const isOn = (mark) => document.getElementById("show-" + mark.dataset.kind).checked;
let chosen = null;
let isPinned = false;
for (const mark of document.querySelectorAll("article .fact")) mark.removeAttribute("title");

function marksAt(element) {
  const marks = [];
  for (let mark = element.closest?.("article .fact"); mark; mark = mark.parentElement.closest("article .fact")) {
    if (isOn(mark)) marks.push(mark);
  }
  return marks;
}

function hide() {
  tip.hidden = true;
  isPinned = false;
  for (const mark of chosen ?? []) mark.classList.remove("chosen");
  chosen = null;
}

function show(element, x, y) {
  const marks = marksAt(element);
  hide();
  if (!marks.length) return;
  chosen = document.querySelectorAll('article [data-fact="' + marks[0].dataset.fact + '"]');
  for (const mark of chosen) mark.classList.add("chosen");
  tip.replaceChildren(...marks.map((mark) => {
    const card = document.getElementById("fact-" + mark.dataset.fact).cloneNode(true);
    const box = document.createElement("div");
    box.className = card.className;
    box.append(...card.childNodes);
    return box;
  }));
  tip.hidden = false;
  const box = tip.getBoundingClientRect(), space = 6;
  const line = [...element.getClientRects()].find((one) => one.top <= y && y <= one.bottom) ?? { top: y, bottom: y };
  const isBelow = line.bottom + space + box.height < innerHeight;
  tip.style.left = Math.max(8, Math.min(x - box.width / 2, innerWidth - box.width - 8)) + "px";
  tip.style.top = (isBelow ? line.bottom + space : Math.max(8, line.top - space - box.height)) + "px";
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || isPinned || tip.contains(event.target)) return;
  show(event.target, event.clientX, event.clientY);
});
document.addEventListener("click", (event) => {
  if (tip.contains(event.target) || event.target.closest("header")) return;
  show(event.target, event.clientX, event.clientY);
  isPinned = !tip.hidden;
});
document.addEventListener("focusin", (event) => {
  if (!event.target.matches(".fact:focus-visible")) return;
  const box = event.target.getClientRects()[0];
  show(event.target, box.left + box.width / 2, box.bottom);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
document.addEventListener("scroll", () => { if (!isPinned) hide(); }, { passive: true });
