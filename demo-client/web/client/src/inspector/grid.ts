import { make, setText } from "./dom.ts";

/** A row: what it is, its cells, and how long its bar is, as a share of the longest; undefined: it has none. */
export interface GridRow {
  readonly name: string;
  readonly cells: readonly string[];
  readonly bar?: number;
  /** Said of it when one points at it. */
  readonly title?: string;
}

/** A table whose rows are kept, and only written to where they differ. */
export class Grid {
  readonly element: HTMLTableElement;
  readonly #body = make("tbody");
  readonly #rows: HTMLTableRowElement[] = [];

  constructor(headings: readonly string[], label: string) {
    const head = make("tr", {}, ...headings.map((heading) => make("th", { scope: "col" }, heading)));
    this.element = make("table", { "aria-label": label }, this.#body);
    if (headings.length > 0) this.element.prepend(make("thead", {}, head));
  }

  show(rows: readonly GridRow[]): void {
    while (this.#rows.length < rows.length) {
      const cells = rows[this.#rows.length]!.cells.map(() => make("td"));
      const row = make("tr", {}, make("th", { scope: "row" }, make("i"), make("span")), ...cells);
      this.#rows.push(row);
    }
    rows.forEach(({ name, cells, bar, title = "" }, index) => {
      const row = this.#rows[index]!;
      const [heading, ...rest] = row.children as unknown as HTMLElement[];
      const [fill, text] = heading!.children as unknown as [HTMLElement, HTMLElement];
      setText(text, name);
      if (row.title !== title) row.title = title;
      const width = `${((bar ?? 0) * 100).toFixed(1)}%`;
      if (fill.style.width !== width) fill.style.width = width;
      rest.forEach((cell, i) => setText(cell, cells[i] ?? ""));
      if (!row.isConnected) this.#body.append(row);
    });
    for (const row of this.#rows.slice(rows.length)) row.remove();
  }
}
