import { counted } from './counted';

/** `12 days left`, `last day today`, `expired 3 days ago`. */
export function daysLeftText(days: number): string {
  if (days < 0) return `expired ${counted(-days, 'day')} ago`;
  return days === 0 ? 'last day today' : `${counted(days, 'day')} left`;
}
