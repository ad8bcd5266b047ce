import { WireWriter } from "./wireWriter.ts";

// What a client sends, as frames.proto has it: that says what each field means.

/** How the changes of a table are written. */
export const Codec = { PLAIN: 0, PACKED: 1 } as const;

/** One of the things that a room is opened with; one of the values is there. */
export interface Option {
  name: string;
  number?: number | undefined;
  flag?: boolean | undefined;
  text?: string | undefined;
}

/** What was chosen, by name; what is undefined is left out. */
export function optionsOf(chosen: object = {}): Option[] {
  return Object.entries(chosen).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ name, [typeof value === "number" ? "number" : typeof value === "boolean" ? "flag" : "text"]: value }],
  );
}

interface Join {
  protocolVersion: number;
  schemaHash: number;
  roomType: string;
  room: string;
  create: boolean;
  name: string;
  hashEverySnapshot: boolean;
  codecs: readonly number[];
  resumeToken: Uint8Array;
  spectate: boolean;
  features: readonly number[];
  createIfMissing: boolean;
  unlisted: boolean;
  options: readonly Option[];
  where: readonly Option[];
  code: string;
  password: string;
  ticket: string;
  /** The library and its version, for those who run the server. */
  client: string;
}

export interface Input {
  tick: number;
  values: readonly number[];
  viewAgo: number;
}

export interface Command {
  kind: number;
  values: readonly number[];
  texts: readonly string[];
}

export interface ClientFrame {
  join: Partial<Join> | undefined;
  inputs: readonly Partial<Input>[];
  ackTick: number;
  ping: number | undefined;
  leave: boolean;
  resync: boolean;
  chat: string;
  commands: { first: number; commands: readonly Partial<Command>[] } | undefined;
  answered: number;
  /** How often predictions were wrong over this connection. */
  corrections: number;
  /** What the player says is wrong, for those who run the server. */
  report: string;
  /** Writes what is held where a hash differs. */
  desync: { write(writer: WireWriter): void } | false | undefined;
}

/** The bytes of a frame; fields that are left out are 0, false or empty. */
export function encodeClientFrame(frame: Partial<ClientFrame>): Uint8Array {
  const {
    join,
    inputs = [],
    ackTick,
    ping,
    leave,
    resync,
    chat,
    commands,
    answered,
    corrections,
    desync,
    report,
  } = frame;
  const writer = new WireWriter();
  if (join) writer.range(1, () => writeJoin(writer, join));
  for (const input of inputs) writer.range(2, () => writeInput(writer, input));
  writer.uint32(3, ackTick);
  if (ping !== undefined) writer.present(4, ping);
  writer.bool(5, leave);
  writer.bool(6, resync);
  writer.text(7, chat);
  if (commands) {
    writer.range(10, () => {
      writer.uint32(1, commands.first);
      for (const command of commands.commands) writer.range(2, () => writeCommand(writer, command));
    });
  }
  writer.uint32(11, answered);
  writer.uint32(12, corrections);
  if (desync) writer.range(13, () => desync.write(writer));
  writer.text(14, report);
  return writer.finish();
}

function writeJoin(writer: WireWriter, join: Partial<Join>): void {
  writer.uint32(1, join.protocolVersion);
  writer.fixed32(2, join.schemaHash);
  writer.text(3, join.roomType);
  writer.text(4, join.room);
  writer.bool(5, join.create);
  writer.text(6, join.name);
  writer.bool(7, join.hashEverySnapshot);
  writer.uint32s(8, join.codecs);
  writer.blob(9, join.resumeToken);
  writer.bool(10, join.spectate);
  writer.uint32s(11, join.features);
  writer.bool(12, join.createIfMissing);
  writer.bool(13, join.unlisted);
  for (const option of join.options ?? []) writer.range(14, () => writeOption(writer, option));
  for (const option of join.where ?? []) writer.range(15, () => writeOption(writer, option));
  writer.text(16, join.code);
  writer.text(17, join.password);
  writer.text(18, join.ticket);
  writer.text(19, join.client);
}

function writeOption(writer: WireWriter, { name, number, flag, text }: Option): void {
  writer.text(1, name);
  if (number !== undefined) writer.double(2, number);
  if (flag !== undefined) writer.present(3, +flag);
  if (text !== undefined) writer.range(4, () => writer.utf8(text));
}

function writeCommand(writer: WireWriter, { kind, values, texts = [] }: Partial<Command>): void {
  writer.uint32(1, kind);
  writer.sint32s(2, values);
  for (const text of texts) writer.range(3, () => writer.utf8(text));
}

function writeInput(writer: WireWriter, { tick, values, viewAgo }: Partial<Input>): void {
  writer.uint32(1, tick);
  writer.sint32s(2, values);
  writer.uint32(3, viewAgo);
}
