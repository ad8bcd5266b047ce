import { defineFields } from "./fields.ts";
import { type Column, named, type Schema } from "./schema.ts";
import type { Texts } from "./snapshot.ts";
import type { Row, TableView, View } from "./view.ts";

/**
 * Functions that are called for the entities of a table; each may be left out. An error that one throws is reported, and the other calls are made.
 *
 * An entity is one object from `enter` to `leave`, and may be kept: its properties are those of the frame that was drawn last, and after
 * `leave` the last that were known. `Thing` is what `enter` returns, such as the entity's sprite: the others get it back.
 */
export interface EntityListener<Columns, Thing = unknown> {
  /** The entity has come into view; each that is in view already enters with the next frame. */
  enter?(entity: Row<Columns>): Thing;
  /**
   * Something about the entity is drawn differently than in the frame before; for one that moves, that is every frame. What is not
   * drawn in between (all but FIXED and ANGLE columns) changes when its snapshot's time has come.
   *
   * @param before what was drawn in the frame before; it is reused, and holds for this call
   */
  change?(entity: Row<Columns>, thing: Thing, before: Row<Columns>): void;
  /** The entity is gone, or out of sight. */
  leave?(entity: Row<Columns>, thing: Thing): void;
  /** `change` is called only for changes of these columns; if this is left out, for those of any column. */
  readonly columns?: readonly (keyof Columns & string)[];
}

/** What is known of an entity: how it was drawn last. */
class Known {
  id = 0;
  /** When it was seen last. */
  round = 0;
  /** By column. */
  readonly numbers: Float64Array;
  /** By column: those that have several, of which the number tells one state from another. */
  readonly cells: Int32Array[];
  /** By column; "" for those that are no TEXT. */
  readonly texts: string[];
  /** What listeners get: it reads from here. */
  readonly entity: Row<any>;
  /** What the listener made of it. */
  thing: unknown;

  constructor(columns: readonly Column[], EntityOfTable: new (known: Known) => object) {
    this.numbers = new Float64Array(columns.length);
    this.texts = columns.map(() => "");
    this.cells = columns.map(({ cells }) => new Int32Array(cells > 1 ? cells : 0));
    this.entity = new EntityOfTable(this) as Row<any>;
  }

  copyFrom({ id, numbers, texts, cells }: Known): void {
    this.id = id;
    for (let c = 0; c < numbers.length; c++) {
      this.numbers[c] = numbers[c]!;
      this.texts[c] = texts[c]!;
      this.cells[c]!.set(cells[c]!);
    }
  }
}

/** Calls one listener for the entities of one table. */
export class EntityWatch {
  private readonly byId = new Map<number, Known>();
  #round = 0;
  private columns!: readonly Column[];
  private isText!: readonly boolean[];
  private watched!: readonly number[];
  #EntityOfTable!: new (known: Known) => object;
  /** The entity that changes, in the frame before. */
  private before!: Known;
  /** That of another world, which comes with the next frame. */
  #nextSchema: Schema | undefined;
  #isLooking = false;
  #hasEnded = false;

  constructor(
    schema: Schema,
    private readonly table: string,
    private readonly listener: EntityListener<any>,
    private readonly report: (error: unknown) => void,
  ) {
    this.#follow(schema);
  }

  #follow(schema: Schema): void {
    const whole = schema.table(this.table);
    this.columns = [whole, ...schema.partsOf(whole)].flatMap((part) => part.columns);
    this.isText = this.columns.map(({ kind }) => kind === "TEXT");
    const indexes = new Map(this.columns.map(({ name }, index) => [name, index]));
    this.watched = (this.listener.columns ?? [...indexes.keys()]).map((name) =>
      named(indexes, name, `table "${this.table}" has no column`),
    );
    this.#EntityOfTable = entityClass(this.columns, whole.columns.length);
    this.before = new Known(this.columns, this.#EntityOfTable);
  }

  /** Another world comes next, perhaps with more columns: all known entities leave, even if that world has an entity with the same id. */
  reset(schema: Schema): void {
    this.#nextSchema = schema;
  }

  /** Compares this view with the one before. An error that the listener throws is reported. */
  look(view: View): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const schema = this.#nextSchema;
    if (schema) {
      this.#nextSchema = undefined;
      this.#leaveAll();
      this.#follow(schema);
    }
    this.#lookAt(view.table(this.table), view.strings);
    this.#isLooking = false;
    if (this.#hasEnded) this.#leaveAll();
  }

  /** Lets all known entities leave, and makes no call after that; if the listener itself asks for it, as soon as it has returned. */
  end(): void {
    this.#hasEnded = true;
    if (!this.#isLooking) this.#leaveAll();
  }

  #lookAt(rows: TableView<any>, strings: Texts): void {
    const { byId } = this;
    this.#round++;
    let still = 0;
    for (let row = 0; row < rows.size; row++) {
      const known = byId.get(rows.ids[row]!);
      if (!known) continue;
      known.round = this.#round;
      still++;
    }
    if (still < byId.size) this.#sweep();
    for (let row = 0; row < rows.size && !this.#hasEnded; row++) {
      const known = byId.get(rows.ids[row]!);
      if (known) this.#compare(known, rows, row, strings);
      else this.#enter(rows, row, strings);
    }
  }

  #enter(rows: TableView<any>, row: number, strings: Texts): void {
    const known = new Known(this.columns, this.#EntityOfTable);
    known.id = rows.ids[row]!;
    this.#take(known, rows, row, strings);
    this.byId.set(known.id, known);
    known.thing = this.#tell("enter", known);
  }

  #compare(known: Known, rows: TableView<any>, row: number, strings: Texts): void {
    if (this.#take(known, rows, row, strings) && this.listener.change && this.#isWatchedChange(known)) {
      this.#tell("change", known);
    }
  }

  /** Notes how an entity is drawn; whether that is another way than before. */
  #take(known: Known, rows: TableView<any>, row: number, strings: Texts): boolean {
    const { before, isText } = this;
    const { numbers, texts, cells } = known;
    let hasChanged = false;
    for (let c = 0; c < numbers.length; c++) {
      const was = numbers[c]!;
      const kept = cells[c]!;
      let number = rows.columns[c]![row]!;
      const drawn = kept.length > 0 && number === 0 ? rows.cells[c]![row] : undefined;
      // The number of cells counts how often they have changed.
      if (drawn && was === was) number = kept.every((value, cell) => value === drawn[cell]) ? was : was + 1;
      if (isSameNumber(number, was)) continue;
      if (!hasChanged) before.copyFrom(known);
      hasChanged = true;
      numbers[c] = number;
      if (isText[c]) texts[c] = strings.get(number);
      if (drawn) kept.set(drawn);
    }
    return hasChanged;
  }

  #isWatchedChange({ numbers, texts }: Known): boolean {
    const { before, watched } = this;
    for (let i = 0; i < watched.length; i++) {
      const c = watched[i]!;
      if (texts[c] !== before.texts[c] || !isSameNumber(numbers[c]!, before.numbers[c]!)) return true;
    }
    return false;
  }

  /** Lets the entities leave that are not there any more. */
  #sweep(): void {
    for (const known of this.byId.values()) if (known.round !== this.#round) this.#leave(known);
  }

  #leaveAll(): void {
    for (const known of this.byId.values()) this.#leave(known);
  }

  #leave(known: Known): void {
    this.byId.delete(known.id);
    this.#tell("leave", known);
  }

  #tell(what: "enter" | "change" | "leave", { entity, thing }: Known): unknown {
    try {
      return this.listener[what]?.(entity, thing, this.before.entity);
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }
}

/** What is not known of an entity is not a number, and does not change while it is not. */
function isSameNumber(a: number, b: number): boolean {
  return a === b || (a !== a && b !== b);
}

/** A class of entities whose properties are a table's columns. */
function entityClass(columns: readonly Column[], forEverybody: number): new (known: Known) => object {
  class EntityOfTable {
    readonly #known: Known;
    constructor(known: Known) {
      this.#known = known;
    }
    get id(): number {
      return this.#known.id;
    }
    static number(entity: EntityOfTable, index: number): number {
      return entity.#known.numbers[index]!;
    }
    static cells(entity: EntityOfTable, index: number): Int32Array {
      return entity.#known.cells[index]!;
    }
    static text(entity: EntityOfTable, index: number): string {
      return entity.#known.texts[index]!;
    }
  }
  defineFields(EntityOfTable.prototype, columns, forEverybody, EntityOfTable);
  return EntityOfTable;
}
