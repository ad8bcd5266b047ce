import { make, setText } from "../../pages/dom.ts";

/** A few figures, large. */
export class Tiles {
  constructor(private readonly place: HTMLElement) {}

  /** Each has a title, a figure, and what else is worth a word. */
  show(tiles: readonly (readonly [title: string, figure: string, more: string])[]): void {
    tiles.forEach((texts, i) => {
      let tile = this.place.children[i] as HTMLElement | undefined;
      if (!tile) {
        tile = make("div", "panel tile");
        tile.append(make("h2", ""), make("b", ""), make("span", "quiet"));
        this.place.append(tile);
      }
      texts.forEach((text, part) => setText(tile.children[part] as HTMLElement, text));
    });
  }
}
