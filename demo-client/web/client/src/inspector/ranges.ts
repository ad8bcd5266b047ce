/** A figure now, and between what it was in the last ten seconds. */
export interface Ranged {
  readonly now: number;
  readonly least: number;
  readonly most: number;
}

/** The last values of some figures, by their names; those that are no numbers are left out. */
export class Ranges {
  private readonly values = new Map<string, number[]>();

  constructor(private readonly kept: number) {}

  add(name: string, value: number): Ranged {
    let values = this.values.get(name);
    if (!values) this.values.set(name, (values = []));
    values.push(value);
    if (values.length > this.kept) values.shift();
    const known = values.filter(Number.isFinite);
    return { now: value, least: Math.min(...known), most: Math.max(...known) };
  }
}
