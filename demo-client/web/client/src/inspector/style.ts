/** The inspector's own styles. They are set by script, so that a page whose policy forbids styles within it can have them. */
export const STYLE: string = `
:host {
  --back: #fff; --bar: #f2f4f7; --line: #d9dfe7; --ink: #1a222d; --dim: #566375; --accent: #0b6fc7;
  --delta: #3f8fd6; --keyframe: #7a3fc4; --quiet: #a9b4c2; --late: #c75a00; --gap: #f0bcbc;
  all: initial; position: fixed; z-index: 2147483000; display: block; color-scheme: light;
  color: var(--ink); font: 13px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; text-align: left;
}
@media (prefers-color-scheme: dark) {
  :host {
    --back: #141a23; --bar: #1b232e; --line: #2d3846; --ink: #e6ebf2; --dim: #9aa8ba; --accent: #6cbaff;
    --delta: #4f9fe6; --keyframe: #b98cff; --quiet: #5b6878; --late: #ffae57; --gap: #74323a;
    color-scheme: dark;
  }
}
*, ::before, ::after { box-sizing: border-box; }
:host([data-dock=bottom]) { inset: auto 0 0; height: min(var(--size), 80dvh); }
:host([data-dock=right]) { inset: 0 0 0 auto; width: min(var(--size), 80vw); }
:host([data-dock=window]) { inset: 0; }
:host([data-small][data-dock=bottom]) { height: min(var(--size), 50dvh); }
:host([data-small][data-dock=right]) { width: min(var(--size), 50vw); }
:host([data-collapsed]) { inset: auto max(8px, env(safe-area-inset-right)) max(8px, env(safe-area-inset-bottom)) auto; width: auto; height: auto; }
.panel {
  position: relative; display: flex; flex-direction: column; width: 100%; height: 100%; overflow: hidden; contain: layout style;
  background: var(--back); box-shadow: 0 0 0 1px var(--line), 0 0 18px rgb(0 0 0 / .25);
}
:host([data-collapsed]) .panel { border-radius: 8px; }
:host([data-collapsed]) :is(.body, .edge, .docks) { display: none; }
header { display: flex; flex: none; align-items: center; gap: 6px; padding: 4px 6px 4px 12px; background: var(--bar); border-bottom: 1px solid var(--line); }
:host([data-collapsed]) header { border: 0; }
header strong { font-weight: 650; }
header .sum { flex: 1; min-width: 0; overflow: hidden; color: var(--dim); white-space: nowrap; text-overflow: ellipsis; }
.docks { display: flex; }
:host([data-small]) .docks .side { display: none; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; cursor: pointer; }
header button { display: grid; place-items: center; width: 32px; height: 32px; padding: 0; border-color: transparent; color: var(--dim); }
button:hover { background: var(--line); color: var(--ink); }
button[aria-pressed=true] { color: var(--accent); }
:host([data-collapsed]) .fold svg { transform: scaleY(-1); }
svg { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
:is(button, summary, input, .edge, .body):focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.edge { position: absolute; z-index: 1; touch-action: none; }
:host([data-dock=bottom]) .edge { inset: 0 0 auto; height: 8px; cursor: ns-resize; }
:host([data-dock=right]) .edge { inset: 0 auto 0 0; width: 8px; cursor: ew-resize; }
:host([data-dock=window]) .edge { display: none; }
.body {
  flex: 1; min-height: 0; overflow-y: scroll; overscroll-behavior: contain; scrollbar-width: thin;
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(290px, 100%), 1fr)); align-content: start; gap: 0 20px;
  padding: 4px max(12px, env(safe-area-inset-right)) max(12px, env(safe-area-inset-bottom)) 12px;
}
details { min-width: 0; }
summary { padding: 8px 0 4px; font-weight: 650; cursor: pointer; }
canvas { display: block; width: 100%; height: 64px; border-bottom: 1px solid var(--line); }
.key { display: flex; flex-wrap: wrap; gap: 2px 9px; margin: 4px 0; padding: 0; color: var(--dim); font-size: 12px; list-style: none; }
.key i { display: inline-block; width: 9px; height: 9px; margin-right: 5px; border-radius: 2px; background: var(--of); }
.findings { margin: 6px 0 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
.findings li { margin-top: 4px; padding-left: 8px; border-left: 3px solid var(--late); }
.findings b { font-weight: 600; }
.quiet { margin: 2px 0; color: var(--dim); }
table { width: 100%; border-collapse: collapse; }
th { font-weight: 400; text-align: left; }
thead th { color: var(--dim); font-size: 12px; }
td, thead th + th { padding-left: 10px; text-align: right; white-space: nowrap; }
tbody th { position: relative; width: 100%; max-width: 0; padding: 2px 4px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
tbody th i { position: absolute; inset: 2px auto 2px 0; border-radius: 3px; background: var(--accent); opacity: .22; }
tbody th span { position: relative; }
.figures i { display: none; }
.figures th { padding-left: 0; }
small { color: var(--dim); font-size: 12px; font-weight: 400; }
.sliders label { display: grid; grid-template-columns: 74px minmax(60px, 1fr) 82px; align-items: center; gap: 8px; min-height: 28px; }
.sliders output { text-align: right; }
.sliders p { display: flex; gap: 8px; margin: 6px 0 0; }
.sliders button { min-height: 30px; }
input { width: 100%; margin: 0; accent-color: var(--accent); }
@media (pointer: coarse) { header button { width: 40px; height: 40px; } .sliders label { min-height: 38px; } summary { padding: 11px 0 7px; } }
`;
