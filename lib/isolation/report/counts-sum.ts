import type { Counts } from '../findings/audit-report';
import { formatCount } from './counted';

/** Whether every part of the templates is accounted for. A report for which it is false must not be trusted. */
export function addsUp({ total, checked, notAChannel, unverified }: Counts): boolean {
  return checked + notAChannel + unverified === total;
}

/** `1,204 checked + 310 cannot carry a channel + 0 unverified = 1,514 in the templates`; with `≠` where it does not add up. */
export function sumSentence(counts: Counts): string {
  const parts = [
    `${formatCount(counts.checked)} checked`,
    `${formatCount(counts.notAChannel)} cannot carry a channel`,
    `${formatCount(counts.unverified)} unverified`,
  ];
  return `${parts.join(' + ')} ${addsUp(counts) ? '=' : '≠'} ${formatCount(counts.total)} in the templates`;
}

export const DOES_NOT_ADD_UP = 'The counts do not add up: something was not looked at, so this report proves nothing';
