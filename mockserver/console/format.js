// Numbers, sizes and instants for people.

const grouped = new Intl.NumberFormat('en');
export const count = (number) => grouped.format(number);
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

// Sizes in steps of 1024, three digits at most.
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
export function size(bytes) {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
export const kilobytes = (kb) => size(kb * 1024);
export const megabytes = (mb) => size(mb * 1024 ** 2);
export const gigabytes = (gb) => size(gb * 1024 ** 3);

// "2026-01-15T12:00:00.1234567Z" as "2026-01-15 12:00:00", always UTC.
export const instant = (text) => (text ? text.slice(0, 19).replace('T', ' ') : '');
export const timeOfDay = (text) => text.slice(11, 19);

export function duration(microseconds) {
  if (microseconds < 1000) return `${microseconds} µs`;
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(microseconds < 10_000 ? 1 : 0)} ms`;
  return `${(microseconds / 1_000_000).toFixed(1)} s`;
}
