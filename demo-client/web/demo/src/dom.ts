/** The element of that id, which index.html has. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element "${id}"`);
  return found as T;
}

/** A new element with a class and a text. */
export function make(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** A new button with a class, a text, and what it does for those who cannot see what is beside it. */
export function makeButton(className: string, text: string, label: string, onClick: () => void): HTMLButtonElement {
  const made = make("button", className, text) as HTMLButtonElement;
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
}

/** Sets a text only where it differs: writing to the page costs layout. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Tells something to those who hear the page, when what they hear now is over. */
export function announce(text: string): void {
  element("news").textContent = text;
}

/** Shows a line at the bottom of the screen for a moment. */
export function toast(text: string): void {
  const target = element("toast");
  target.textContent = text;
  target.classList.remove("shown");
  // Reading the layout restarts the animation.
  void target.offsetWidth;
  target.classList.add("shown");
}
