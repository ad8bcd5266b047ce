import { bytes, fixed32, fixed64, readFields, varint } from "./wireReader.ts";

// What a server says once, or rarely, as frames.proto has it: that says what each field means.

interface Tunable {
  name: string;
  value: number;
}

export interface Rates {
  tickRateHz: number;
  ticksPerSnapshot: number;
  tunables: Tunable[];
  mostViewAgo: number;
}

interface ColumnMessage {
  name: string;
  kind: number;
  min: number;
  max: number;
  step: number;
  bits: number;
  labels: string[];
  target: string;
  cells: number;
}

export interface TableMessage {
  name: string;
  capacity: number;
  columns: ColumnMessage[];
  audience: number;
  ownerColumn: number;
  answers: string[];
}

export interface SchemaMessage {
  tables: TableMessage[];
  inputs: TableMessage | undefined;
  events: TableMessage[];
  commands: TableMessage[];
}

export interface Welcome {
  protocolVersion: number;
  schemaHash: number;
  schema: SchemaMessage | undefined;
  room: string;
  roomType: string;
  player: number | undefined;
  tickRateHz: number;
  ticksPerSnapshot: number;
  playerLimit: number;
  name: string;
  codec: number;
  tunables: Tunable[];
  resumeToken: Uint8Array;
  resumeGraceMillis: number;
  resumed: boolean;
  mostViewAgo: number;
  nextCommand: number;
  code: string;
  rules: string;
}

/** Reads a welcome. It keeps nothing of `message`. */
export function readWelcome(message: Uint8Array): Welcome {
  const welcome: Welcome = {
    protocolVersion: 0,
    schemaHash: 0,
    schema: undefined,
    room: "",
    roomType: "",
    player: undefined,
    tickRateHz: 0,
    ticksPerSnapshot: 0,
    playerLimit: 0,
    name: "",
    codec: 0,
    tunables: [],
    resumeToken: new Uint8Array(),
    resumeGraceMillis: 0,
    resumed: false,
    mostViewAgo: 0,
    nextCommand: 0,
    code: "",
    rules: "",
  };
  readFields(message, {
    [varint(1)]: (field) => (welcome.protocolVersion = field.uint32()),
    [fixed32(2)]: (field) => (welcome.schemaHash = field.fixed32()),
    [bytes(3)]: (field) => (welcome.schema = readSchema(field.part(), welcome.schema)),
    [bytes(4)]: (field) => (welcome.room = field.text()),
    [bytes(5)]: (field) => (welcome.roomType = field.text()),
    [varint(6)]: (field) => (welcome.player = field.uint32()),
    [fixed64(7)]: (field) => (welcome.tickRateHz = field.double()),
    [varint(8)]: (field) => (welcome.ticksPerSnapshot = field.uint32()),
    [varint(9)]: (field) => (welcome.playerLimit = field.uint32()),
    [bytes(10)]: (field) => (welcome.name = field.text()),
    [varint(11)]: (field) => (welcome.codec = field.uint32()),
    [bytes(12)]: (field) => welcome.tunables.push(readTunable(field.part())),
    [bytes(13)]: (field) => (welcome.resumeToken = field.part().slice()),
    [varint(14)]: (field) => (welcome.resumeGraceMillis = field.uint32()),
    [varint(15)]: (field) => (welcome.resumed = field.bool()),
    [varint(16)]: (field) => (welcome.mostViewAgo = field.uint32()),
    [varint(21)]: (field) => (welcome.nextCommand = field.uint32()),
    [bytes(18)]: (field) => (welcome.code = field.text()),
    [bytes(22)]: (field) => (welcome.rules = field.text()),
  });
  return welcome;
}

/** Reads what holds from a tick on in place of what the welcome said. */
export function readRates(message: Uint8Array): Rates {
  const rates: Rates = { tickRateHz: 0, ticksPerSnapshot: 0, tunables: [], mostViewAgo: 0 };
  readFields(message, {
    [fixed64(1)]: (field) => (rates.tickRateHz = field.double()),
    [varint(2)]: (field) => (rates.ticksPerSnapshot = field.uint32()),
    [bytes(3)]: (field) => rates.tunables.push(readTunable(field.part())),
    [varint(4)]: (field) => (rates.mostViewAgo = field.uint32()),
  });
  return rates;
}

function readTunable(message: Uint8Array): Tunable {
  const tunable = { name: "", value: 0 };
  readFields(message, {
    [bytes(1)]: (field) => (tunable.name = field.text()),
    [fixed64(2)]: (field) => (tunable.value = field.double()),
  });
  return tunable;
}

// A message that comes in parts is one: what came before is added to.

function readSchema(
  message: Uint8Array,
  schema: SchemaMessage = { tables: [], inputs: undefined, events: [], commands: [] },
): SchemaMessage {
  readFields(message, {
    [bytes(1)]: (field) => schema.tables.push(readTable(field.part())),
    [bytes(2)]: (field) => (schema.inputs = readTable(field.part(), schema.inputs)),
    [bytes(3)]: (field) => schema.events.push(readTable(field.part())),
    [bytes(4)]: (field) => schema.commands.push(readTable(field.part())),
  });
  return schema;
}

function readTable(
  message: Uint8Array,
  table: TableMessage = { name: "", capacity: 0, columns: [], audience: 0, ownerColumn: 0, answers: [] },
): TableMessage {
  readFields(message, {
    [bytes(1)]: (field) => (table.name = field.text()),
    [varint(2)]: (field) => (table.capacity = field.uint32()),
    [bytes(3)]: (field) => table.columns.push(readColumn(field.part())),
    [varint(4)]: (field) => (table.audience = field.uint32()),
    [varint(5)]: (field) => (table.ownerColumn = field.uint32()),
    [bytes(6)]: (field) => table.answers.push(field.text()),
  });
  return table;
}

function readColumn(message: Uint8Array): ColumnMessage {
  const column: ColumnMessage = {
    name: "",
    kind: 0,
    min: 0,
    max: 0,
    step: 0,
    bits: 0,
    labels: [],
    target: "",
    cells: 0,
  };
  readFields(message, {
    [bytes(1)]: (field) => (column.name = field.text()),
    [varint(2)]: (field) => (column.kind = field.uint32()),
    [fixed64(3)]: (field) => (column.min = field.double()),
    [fixed64(4)]: (field) => (column.max = field.double()),
    [fixed64(5)]: (field) => (column.step = field.double()),
    [varint(6)]: (field) => (column.bits = field.uint32()),
    [bytes(7)]: (field) => column.labels.push(field.text()),
    [bytes(8)]: (field) => (column.target = field.text()),
    [varint(9)]: (field) => (column.cells = field.uint32()),
  });
  return column;
}
