import type { Column } from "./schema.ts";

/** Where the values of an entity's columns are, by a column's index. */
interface Source<Entity> {
  number(entity: Entity, index: number): number;
  text(entity: Entity, index: number): string;
  cells(entity: Entity, index: number): Int32Array;
}

/**
 * Gives a class a property for each column, so that numbers in arrays read like an object.
 *
 * @param known how many of the columns, the first ones, everybody gets; the others are `undefined` where they are NaN
 */
export function defineFields<Entity>(
  prototype: Entity,
  columns: readonly Column[],
  known: number,
  { number, text, cells }: Source<Entity>,
): void {
  columns.forEach(({ name, kind, labels }, index) => {
    if (name === "id") return;
    const plain = (entity: Entity) => number(entity, index);
    const read = {
      FIXED: plain,
      ANGLE: plain,
      INTEGER: plain,
      REFERENCE: plain,
      FLAG: (entity: Entity) => number(entity, index) !== 0,
      ENUM: (entity: Entity) => labels[number(entity, index)] ?? "",
      TEXT: (entity: Entity) => text(entity, index),
      CELLS: (entity: Entity) => cells(entity, index),
    }[kind];
    const isForEverybody = index < known;
    Object.defineProperty(prototype, name, {
      enumerable: true,
      get(this: Entity) {
        return isForEverybody || !Number.isNaN(number(this, index)) ? read(this) : undefined;
      },
    });
  });
}
