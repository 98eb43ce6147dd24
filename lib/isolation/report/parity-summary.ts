import type { ParityDifference } from '../findings/audit-report';
import { counted } from './counted';
import { largestFirst } from './grouped';

/** `191 differences that follow from settings: modes (90), tags (54)`. */
export function declaredSentence(parity: readonly ParityDifference[]): string {
  const declared = parity.filter((difference) => difference.declared);
  const each = largestFirst(
    declared.flatMap(({ declaredBy }) => declaredBy),
    (setting) => setting,
  ).map(([setting, same]) => `${setting} (${same.length})`);
  return `${counted(declared.length, 'difference')} that ${declared.length === 1 ? 'follows' : 'follow'} from the environment files${each.length > 0 ? `: ${each.join(', ')}` : ''}`;
}
