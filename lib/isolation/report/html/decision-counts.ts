import type { RuleDecision } from '../../findings/observation';
import { DECISIONS, type DecisionCounts } from '../channel-summary';
import { formatCount } from '../counted';

export const DECISION_MARK: Readonly<Record<RuleDecision, '✗' | '?' | '✓'>> = {
  open: '✗',
  unverified: '?',
  closed: '✓',
};

/** `2 open, 38 closed`. */
export function answersText(counts: DecisionCounts): string {
  const parts = DECISIONS.filter((decision) => counts[decision] > 0).map(
    (decision) => `${formatCount(counts[decision])} ${decision}`,
  );
  return parts.join(', ') || 'no question';
}

export function worstDecision(counts: DecisionCounts): RuleDecision | undefined {
  return DECISIONS.find((decision) => counts[decision] > 0);
}
