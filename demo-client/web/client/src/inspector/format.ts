const THIN = "\u202f";

/** A number with three digits or all of its whole part: 0.042, 3.14, 12.8, 41 200. */
export function number(value: number): string {
  const size = Math.abs(value);
  return fixed(value, size === 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

/** A number without what is after the point. */
export const whole = (value: number): string => fixed(value, 0);

function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  const [integer, part] = value.toFixed(digits).split(".");
  const grouped = integer!.replace(/\B(?=(\d{3})+$)/g, THIN).replace("-", "−");
  return part ? `${grouped}.${part}` : grouped;
}

export const millis = (value: number): string => (Number.isFinite(value) ? `${whole(value)} ms` : "–");

export function perSecond(bytes: number): string {
  return bytes >= 1000 ? `${(bytes / 1000).toFixed(1)} KB/s` : `${Math.round(bytes)} B/s`;
}

export const percent = (tenths: number): string => `${(tenths / 10).toFixed(1)} %`;
