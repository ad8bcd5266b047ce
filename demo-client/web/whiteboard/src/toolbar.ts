import { element, make } from "../../pages/dom.ts";
import { type Color, COLOR_NAMES, COLORS } from "./palette.ts";

export type Tool = "select" | "note" | "pen" | "eraser";

const KEYS: Record<string, Tool> = { v: "select", n: "note", p: "pen", e: "eraser" };

/** Which tool and which colour are in hand. */
export class Toolbar {
  tool: Tool = "select";
  color: Color = "yellow";
  private readonly bar = element("toolbar");
  private readonly colors = element("colors");

  /** @param actions `byKeyboard`: there is no pointer that says where */
  constructor(private readonly actions: { tool(tool: Tool, byKeyboard: boolean): void; color(color: Color): void }) {
    for (const button of this.bar.querySelectorAll<HTMLElement>("[data-tool]")) {
      button.addEventListener("click", ({ detail }) => this.pick(button.dataset.tool as Tool, detail === 0));
    }
    for (const color of COLOR_NAMES) {
      const button = make("button", "color");
      button.type = "button";
      button.dataset.color = color;
      button.title = COLORS[color].label;
      button.setAttribute("aria-label", COLORS[color].label);
      button.style.setProperty("--paper", COLORS[color].paper);
      button.style.setProperty("--ink", COLORS[color].ink);
      button.addEventListener("click", () => {
        this.pickColor(color);
        actions.color(color);
      });
      this.colors.append(button);
    }
    // A note stays selected, and keeps the focus, while its colour is chosen.
    this.bar.addEventListener("pointerdown", (event) => event.preventDefault());
    this.pickColor(this.color);
    this.show();
  }

  pick(tool: Tool, byKeyboard = false): void {
    this.tool = tool;
    this.show();
    this.actions.tool(tool, byKeyboard);
  }

  /** Takes a key; false: it means nothing here. */
  press(key: string): boolean {
    const tool = KEYS[key.toLowerCase()];
    if (tool) this.pick(tool);
    return tool !== undefined;
  }

  private pickColor(color: Color): void {
    this.color = color;
    for (const button of this.colors.children) {
      button.setAttribute("aria-pressed", String((button as HTMLElement).dataset.color === color));
    }
  }

  private show(): void {
    document.body.dataset.tool = this.tool;
    for (const button of this.bar.querySelectorAll<HTMLElement>("[data-tool]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool));
    }
  }
}
