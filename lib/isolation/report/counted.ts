const NUMBER = new Intl.NumberFormat('en-GB');

/** `12,345`. */
export function formatCount(count: number): string {
  return NUMBER.format(count);
}

/** `1 finding`, `12,345 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
