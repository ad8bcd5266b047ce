/** The element of that id, which index.html has. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element "${id}"`);
  return found as T;
}

/** A new element with a class and a text. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = "",
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** Sets a text only where it differs: writing to the page costs layout. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
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

/** Puts the page's address where it can be pasted from. */
export async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast("Invite link copied");
  } catch {
    // Without a secure address there is no clipboard: at least show what to copy.
    prompt("Copy this link:", location.href);
  }
}
