// What is wrong with the layout of a page as it is shown now, in words.
() => {
  const faults = new Set();
  const quote = text => `"${text.trim().replace(/\s+/g, " ").slice(0, 50)}"`;
  const part = node => node.tagName.toLowerCase() + (node.id ? `#${node.id}` : "") + [...node.classList].map(name => `.${name}`).join("");
  const place = node => (node.parentElement ? `${part(node.parentElement)} > ` : "") + part(node);
  const isShown = node => node.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && !node.closest(".unseen, .skip, [hidden]");
  const isBeside = node => node.closest("#nav, .menu > ul") !== null; // stays in place, or lies over the page on purpose
  const cross = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
  const blockOf = node => {
    while (/^inline$|^contents$/.test(getComputedStyle(node).display) && node.parentElement) node = node.parentElement;
    return node;
  };

  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) faults.add(`the page is ${over} px wider than the window`);

  // A table may be moved under the finger on a phone; a desk has room for it.
  for (const area of document.querySelectorAll(".scroll"))
    if (innerWidth >= 1280 && area.scrollWidth > area.clientWidth + 1) faults.add(`${place(area)} has to be scrolled by ${area.scrollWidth - area.clientWidth} px`);

  // A table that is wider than its place stands in the margin, where neither the window nor a cell is too narrow for it.
  for (const table of document.querySelectorAll("table, .bigs, .year svg"))
    if (isShown(table) && getComputedStyle(table.parentElement).overflowX === "visible") {
      const wider = Math.round(table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right);
      if (wider > 1) faults.add(`${place(table)} is ${wider} px wider than its place`);
    }

  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || node.closest("script, style, option, noscript, textarea") || !isShown(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width < 1) continue;

    const block = blockOf(node);
    const room = block.getBoundingClientRect();
    const spilt = Math.round(Math.max(box.right - room.right, room.left - box.left));
    if (spilt > 1 && getComputedStyle(block).overflowX === "visible" && !node.closest("svg")) faults.add(`${quote(text.data)} stands ${spilt} px out of ${place(block)}`);
    for (let outer = node; outer && outer !== document.body; outer = outer.parentElement) {
      const style = getComputedStyle(outer);
      if (style.overflowX === "visible") continue;
      const cut = Math.round(box.right - outer.getBoundingClientRect().right);
      if (cut > 1 && (style.overflowX !== "auto" || outer.id === "nav") && style.textOverflow !== "ellipsis") faults.add(`${quote(text.data)} is cut by ${cut} px in ${place(outer)}`);
      break;
    }

    if (isBeside(node)) continue;
    const edge = node.closest(".scroll, .formula")?.getBoundingClientRect().right ?? Infinity; // beyond it nothing is shown
    // A line's box is taller than its letters: only the middle half of it is ink for sure.
    for (const line of range.getClientRects())
      if (line.width > 1 && line.right <= edge + 1) lines.push({ text, left: line.left, right: line.right, top: line.top + line.height / 4, bottom: line.bottom - line.height / 4 });
  }

  lines.sort((a, b) => a.top - b.top);
  lines.forEach((line, index) => {
    for (let next = index + 1; next < lines.length && lines[next].top < line.bottom; next++) {
      const [width, height] = cross(line, lines[next]);
      if (lines[next].text !== line.text && width > 2 && height > 1) faults.add(`${quote(line.text.data)} and ${quote(lines[next].text.data)} are written over each other in ${place(line.text.parentElement)}`);
    }
  });

  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")].filter(node => isShown(node) && !isBeside(node))
    .map(node => ({ node, box: node.getBoundingClientRect() })).filter(target => target.box.width > 0);
  for (const { node } of targets)
    if (node.matches("input[type=text]") && node.scrollWidth > node.clientWidth + 1) faults.add(`what is written in ${place(node)} is cut`);

  targets.forEach((target, index) => {
    for (const other of targets.slice(index + 1)) {
      const [width, height] = cross(target.box, other.box);
      if (width > 1 && height > 1 && !target.node.contains(other.node)) faults.add(`${place(target.node)} and ${place(other.node)} lie over each other`);
    }
  });
  return [...faults];
}
