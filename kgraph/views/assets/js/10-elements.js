// --- elements and words ------------------------------------------------------------------------------------

/** What views that not every page has do once at the beginning, and whenever the state changes. */
const STARTS = [];
const SHOWS = [];
const byId = (id) => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const WORDS = JSON.parse(byId("ord").textContent);

/** A text of the catalogue with its {placeholders} filled. */
function word(key, values = {}) {
  return WORDS[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** An element with attributes, listeners (functions) and children; children are nodes or text, never HTML. */
function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

/** A text of the catalogue with elements in place of its {placeholders}. */
const worded = (key, values) => WORDS[key].split(/\{(\w+)\}/).map((part, place) => (place % 2 ? values[part] : part));

/** A link that opens the details of a thing. */
function thingLink(number, text = DATA.nodes[number].short) {
  return el("a", { href: "#sak-" + DATA.nodes[number].id }, text);
}

function tag(kind, text) {
  return el("span", { class: "tag tag-" + kind }, text);
}

/** When what has changed is on the screen. */
const afterPaint = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

let toastTimer = 0;
function toast(text) {
  const box = byId("meddelande");
  box.textContent = text;
  window.clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => { box.textContent = ""; }, 6000);
}

/** Hand the reader a file made here; nothing is sent anywhere. */
function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Rows as CSV for Excel in Swedish: semicolons, a byte order mark, and no cell that Excel would run as a formula. */
function csv(rows) {
  const cell = (value) => {
    const text = String(value);
    return '"' + (/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""') + '"';
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(";")).join("\r\n") + "\r\n";
}
