import type { SayDesync } from "./session.ts";
import type { Snapshot, TableRows, Texts } from "./snapshot.ts";
import { bytes, IntList, readFields, varint, type WireReader } from "./wireReader.ts";
import { WireWriter } from "./wireWriter.ts";

// Looks into a desync with the server, as PROTOCOL.md says under "Desyncs". Loaded only when there is one.

/** Most rows in a report. */
const MOST_ROWS = 64;
/** A report has to fit into a message. */
const MOST_BYTES = 3000;
/** Of one row, so that the values fit whatever they are. */
const MOST_VALUES = 500;

/** What this page held is not what the server sent, which is a bug; the sentence says what differed, as the server found out. */
export class DesyncError extends Error {
  override readonly name = "DesyncError";

  constructor(
    /** Of the snapshot. */
    readonly tick: number,
    finding: string,
  ) {
    super(`At tick ${tick} this page held something else than the server had sent, which is a bug: ${finding}`);
  }
}

/** Takes what the server says: tells it which rows differ, or reports what it has found out. */
export function explain(
  answer: Uint8Array,
  held: Snapshot | undefined,
  say: SayDesync,
  report: (error: unknown) => void,
): void {
  const { tick, tables, finding } = readAnswer(answer);
  if (finding) report(new DesyncError(tick, finding));
  else if (held?.tick === tick) say({ write: (writer) => writeRows(writer, held, tables) });
}

interface RowHashes {
  table: number;
  readonly ids: IntList;
  readonly hashes: IntList;
}

function readAnswer(message: Uint8Array): { tick: number; tables: RowHashes[]; finding: string } {
  const answer = { tick: 0, tables: [] as RowHashes[], finding: "" };
  readFields(message, {
    [varint(1)]: (field) => (answer.tick = field.uint32()),
    [bytes(2)]: (field) => answer.tables.push(readHashes(field.part())),
    [bytes(3)]: (field) => (answer.finding = field.text()),
  });
  return answer;
}

function readHashes(message: Uint8Array): RowHashes {
  const rows: RowHashes = { table: 0, ids: new IntList(), hashes: new IntList() };
  const takeId = (field: WireReader, tag: number) => field.repeated(tag, false, rows.ids);
  const takeHash = (field: WireReader, tag: number) => field.repeated(tag, true, rows.hashes);
  readFields(message, {
    [varint(1)]: (field) => (rows.table = field.uint32()),
    [varint(2)]: takeId,
    [bytes(2)]: takeId,
    [varint(3)]: takeHash,
    [bytes(3)]: takeHash,
  });
  return rows;
}

/** Writes the rows that differ, as many as fit. */
function writeRows(writer: WireWriter, held: Snapshot, sent: readonly RowHashes[]): void {
  const rows = sent.flatMap((hashes) => differing(held, hashes));
  writer.uint32(1, held.tick);
  let count = 0;
  for (let size = 0; count < Math.min(rows.length, MOST_ROWS); count++) {
    size += rows[count]!.length + 4;
    if (count > 0 && size > MOST_BYTES) break;
    writer.blob(3, rows[count]);
  }
  writer.uint32(4, rows.length - count);
}

/** The rows of a table that are held and were not sent like that, and those that were sent and are not held. */
function differing({ tables, texts }: Snapshot, { table, ids, hashes }: RowHashes): Uint8Array[] {
  const held = tables[table];
  if (!held) return [];
  const sent = new Map<number, number>();
  for (let i = 0; i < ids.size; i++) sent.set(ids.values[i]!, hashes.values[i]!);
  const rows: Uint8Array[] = [];
  for (let row = 0; row < held.size; row++) {
    const id = held.ids[row]!;
    if (sent.get(id) !== held.rowHash(row, texts)) rows.push(heldRow(table, id, held, row, texts));
    sent.delete(id);
  }
  for (const id of sent.keys()) rows.push(absentRow(table, id));
  return rows;
}

function heldRow(index: number, id: number, held: TableRows, row: number, texts: Texts): Uint8Array {
  const writer = begin(index, id);
  const values: number[] = [];
  const words: string[] = [];
  for (const { index, kind, cells } of held.table.columns) {
    const raws = held.columns[index]!;
    if (kind === "TEXT") words.push(texts.get(raws[row]!));
    else values.push(...raws.subarray(row * cells, (row + 1) * cells));
  }
  writer.sint32s(4, values.slice(0, MOST_VALUES));
  let size = writer.finish().length;
  for (const word of words) {
    size += new TextEncoder().encode(word).length + 3;
    if (size > MOST_BYTES) break;
    writer.range(5, () => writer.utf8(word));
  }
  return writer.finish();
}

function absentRow(table: number, id: number): Uint8Array {
  const writer = begin(table, id);
  writer.bool(3, true);
  return writer.finish();
}

function begin(table: number, id: number): WireWriter {
  const writer = new WireWriter();
  writer.uint32(1, table);
  writer.uint32(2, id);
  return writer;
}
