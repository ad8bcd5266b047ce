import { element, make, toast } from "../../pages/dom.ts";

/** Something that an act asks for. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Its choices; absent: a text, or a number where there is a least. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly min?: number;
  readonly max?: number;
  /** Of a text: the most characters. */
  readonly longest?: number;
}

/** Whom nobody is told about, but the audit log. */
export const WHY: Field = { name: "why", label: "Why, for the audit log", value: "", longest: 120 };

/** Asks what an act needs, does it, and says how that went; closes when it is done. */
export class ActDialog {
  private readonly dialog = element<HTMLDialogElement>("act");
  private readonly form = element<HTMLFormElement>("act-form");
  private readonly problem = element("act-problem");
  private run: (values: Record<string, string | number>) => Promise<string> = async () => "";
  private fields: readonly Field[] = [];

  constructor() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
    element("act-cancel").addEventListener("click", () => this.dialog.close());
  }

  /** `run` does it, and says in a sentence what was done; what it throws is shown, and the dialog stays. */
  open(
    title: string,
    fields: readonly Field[],
    label: string,
    run: (values: Record<string, string | number>) => Promise<string>,
  ): void {
    this.run = run;
    this.fields = fields;
    element("act-title").textContent = title;
    element("act-do").textContent = label;
    this.problem.textContent = "";
    element("act-fields").replaceChildren(...fields.map(inputOf));
    this.dialog.showModal();
    element("act-fields").querySelector<HTMLElement>("input, select, textarea")?.focus();
  }

  private async submit(): Promise<void> {
    const data = new FormData(this.form);
    const values: Record<string, string | number> = {};
    for (const { name, min } of this.fields) {
      const value = String(data.get(name) ?? "").trim();
      values[name] = min === undefined ? value : Number(value);
    }
    try {
      toast(await this.run(values));
      this.dialog.close();
    } catch (error) {
      this.problem.textContent = (error as Error).message;
    }
  }
}

function inputOf({ name, label, value, choices, min, max, longest }: Field): HTMLElement {
  const line = make("label", "field", label);
  if (choices) {
    const select = document.createElement("select");
    select.name = name;
    select.append(...choices.map(([choice, text]) => new Option(text, choice)));
    select.value = value;
    line.append(select);
    return line;
  }
  const input = Object.assign(document.createElement("input"), { name, value });
  if (min !== undefined) Object.assign(input, { type: "number", min, max, step: 1, required: true });
  if (longest !== undefined) input.maxLength = longest;
  line.append(input);
  return line;
}
