import { setText } from "../../pages/dom.ts";

/** Shows lines of texts in a table without headings to sort by: the first cell of each says what it is. */
export function fillTable(table: HTMLTableElement, lines: readonly (readonly string[])[]): void {
  while (table.rows.length > lines.length) table.deleteRow(-1);
  while (table.rows.length < lines.length) table.insertRow();
  lines.forEach((line, i) => {
    const row = table.rows[i];
    while (row.cells.length > line.length) row.deleteCell(-1);
    while (row.cells.length < line.length) row.insertCell().className = row.cells.length > 1 ? "number" : "";
    line.forEach((text, j) => setText(row.cells[j], text));
  });
}
