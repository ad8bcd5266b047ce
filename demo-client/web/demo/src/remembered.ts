/** A string that this browser remembers, where it may; else one that the page does. */
export function remembered(key: string, initial: string): { get(): string; set(value: string): void } {
  const name = `tickwire.arena.${key}`;
  let held = initial;
  try {
    held = localStorage.getItem(name) ?? initial;
  } catch {
    // Storage is forbidden here, as in some private windows.
  }
  return {
    get: () => held,
    set: (value) => {
      held = value;
      try {
        localStorage.setItem(name, value);
      } catch {
        // As above.
      }
    },
  };
}
