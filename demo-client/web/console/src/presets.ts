import { element, toast } from "../../pages/dom.ts";
import type { ActDialog } from "./actDialog.ts";
import type { Api } from "./api.ts";
import type { Preset } from "./protocol.ts";

const MOST_NAME_CHARS = 40;

/** Settings and tunables under names: what is said of the chosen rooms is saved, and applied to others. */
export class Presets {
  private readonly select = element<HTMLSelectElement>("preset");
  private all: readonly Preset[] = [];
  private type = "";

  /** @param scope for which rooms it is, as it is chosen for sliders, too */
  constructor(
    private readonly api: Api,
    private readonly dialog: ActDialog,
    private readonly scope: () => object,
  ) {
    this.select.addEventListener("change", () => this.enable());
    element("preset-apply").addEventListener("click", () => void this.apply());
    element("preset-save").addEventListener("click", () => this.save());
    element("preset-delete").addEventListener("click", () => void this.delete());
  }

  /** A room of this type is looked at; asks for the presets when it is another one. */
  show(type: string): void {
    if (type === this.type) return;
    this.type = type;
    void this.try(async () => this.take((await this.api.presets()).presets));
  }

  /** Another room is looked at. */
  clear(): void {
    this.type = "";
  }

  private take(presets: readonly Preset[], chosen = this.select.value): void {
    this.all = presets.filter(({ type }) => type === this.type);
    this.select.replaceChildren(
      new Option(this.all.length > 0 ? "choose…" : "none yet", ""),
      ...this.all.map((preset) => new Option(preset.name)),
    );
    this.select.value = this.all.some(({ name }) => name === chosen) ? chosen : "";
    this.enable();
  }

  private enable(): void {
    const chosen = this.all.find(({ name }) => name === this.select.value);
    this.select.disabled = this.all.length === 0;
    for (const id of ["preset-apply", "preset-delete"]) element<HTMLButtonElement>(id).disabled = !chosen;
    this.select.title = chosen ? described(chosen) : "";
  }

  private apply(): Promise<void> {
    const name = this.select.value;
    return this.try(async () => {
      await this.api.act("presets/apply", { ...this.scope(), name });
      toast(`${name} is applied. Undo takes all of it back.`);
    });
  }

  private save(): void {
    const name = { name: "name", label: "Name", value: this.select.value, longest: MOST_NAME_CHARS };
    this.dialog.open("Save what is changed as a preset", [name], "Save", async (values) => {
      const { presets } = await this.api.act<{ presets: Preset[] }>("presets", { ...this.scope(), ...values });
      this.take(presets, String(values.name));
      return `${values.name} is saved.`;
    });
  }

  private delete(): Promise<void> {
    const name = this.select.value;
    return this.try(async () => {
      const { presets } = await this.api.act<{ presets: Preset[] }>("presets/delete", { type: this.type, name });
      this.take(presets);
      toast(`${name} is deleted. Rooms stay as they are.`);
    });
  }

  private async try(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      toast((error as Error).message);
    }
  }
}

const described = ({ by, settings }: Preset): string =>
  `${Object.entries(settings)
    .map(([name, value]) => `${name.replace(/^tunables\./, "")} = ${value}`)
    .join(", ")}; saved by ${by}`;
