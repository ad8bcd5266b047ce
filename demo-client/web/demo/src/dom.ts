import { element, make } from "../../pages/dom.ts";

/** A new button with a class, a text, and what it does for those who cannot see what is beside it. */
export function makeButton(className: string, text: string, label: string, onClick: () => void): HTMLButtonElement {
  const made = make("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
}

/** Tells something to those who hear the page, when what they hear now is over. */
export function announce(text: string): void {
  element("news").textContent = text;
}
