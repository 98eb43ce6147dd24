import { visibleLine } from '../../../environment/visible';
import type { Place } from '../../findings/finding';

/** `live / airlock-live-data / Ledger`; without the last part for the stack as a whole. */
export function placeText({ environment, stack, logicalId }: Place): string {
  return [environment, stack, logicalId].filter(Boolean).map(visibleLine).join(' / ');
}
