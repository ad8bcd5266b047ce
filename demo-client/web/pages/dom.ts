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

/** Says something, and leads to where it goes on. */
export function setLink(target: HTMLElement, text: string, label: string, href: string): void {
  const link = make("a", "", label);
  link.href = href;
  target.replaceChildren(`${text} `, link);
}

/** Puts the page's address where it can be pasted from. */
export async function copyLink(): Promise<void> {
  const here = isThisMachine(location.hostname);
  try {
    await navigator.clipboard.writeText(location.href);
    toast(
      here
        ? "Link copied. It only works on this machine: start the server with --host 0.0.0.0 --anonymous"
        : "Invite link copied",
    );
  } catch {
    // Without a secure address there is no clipboard: at least show what to copy.
    prompt(here ? "This link only works on this machine:" : "Copy this link:", location.href);
  }
}

/** Whether a host is the machine that the browser runs on, whichever that is. */
export const isThisMachine = (host: string): boolean =>
  /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
