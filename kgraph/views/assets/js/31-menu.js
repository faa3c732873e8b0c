// --- the views in their groups: in narrow windows behind a button ----------------------------------------------------

function showMenu() {
  all(".views a").forEach((link) => {
    if (link.getAttribute("href") === "#" + state.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const now = document.querySelector(".views [aria-current]");
  byId("meny").textContent = now ? word("menu_now", { name: now.textContent }) : byId("meny").textContent;
  openMenu(false);
}

function openMenu(shown) {
  byId("meny").setAttribute("aria-expanded", String(shown));
  byId("vyer").classList.toggle("is-open", shown);
}

function startMenu() {
  byId("meny").addEventListener("click", () => openMenu(byId("meny").getAttribute("aria-expanded") !== "true"));
  byId("vyer").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || byId("meny").getAttribute("aria-expanded") !== "true") return;
    event.stopPropagation();
    openMenu(false);
    byId("meny").focus();
  });
}
