import { element, make } from "../../pages/dom.ts";

/** A new button with a class, a text, and a label for people who do not see the page. */
export function makeButton(className: string, text: string, label: string, onClick: () => void): HTMLButtonElement {
  const made = make("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", onClick);
  return made;
}

/** Has a screen reader say something, when it is done with the sentence before. */
export function announce(text: string): void {
  element("news").textContent = text;
}
