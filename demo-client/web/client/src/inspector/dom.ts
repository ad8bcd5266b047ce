type Props = Readonly<Record<string, string | number | boolean | ((event: any) => void)>>;

/** A new element: functions listen, the rest are attributes; false leaves one out. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** Sets a text only where it differs: writing to the page costs layout. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** A part of the inspector that can be folded. */
export function section(title: string, when: string, ...children: Node[]): HTMLDetailsElement {
  const summary = make("summary", {}, title, " ", make("small", {}, when));
  return make("details", { open: true }, summary, make("div", {}, ...children));
}
