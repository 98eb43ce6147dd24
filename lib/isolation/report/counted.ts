const NUMBER = new Intl.NumberFormat('en-GB');

/** `12,345`. */
export function formatCount(count: number): string {
  return NUMBER.format(count);
}

/** `1 finding`, `12,345 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** `12 days left`, `last day today`, `expired 3 days ago`. */
export function daysLeftText(days: number): string {
  if (days < 0) return `expired ${counted(-days, 'day')} ago`;
  return days === 0 ? 'last day today' : `${counted(days, 'day')} left`;
}
