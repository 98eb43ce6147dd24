import type { Place } from '../../findings/finding';
import type { RuleDecision } from '../../findings/observation';
import { DECISIONS, type DecisionCounts } from '../channel-summary';
import { formatCount } from '../counted';
import { html, type Markup } from './markup';

export function decisionBadge(decision: RuleDecision, count?: number): Markup {
  const number = count === undefined ? '' : `${formatCount(count)} `;
  return html`<span class="badge ${decision}">${DECISION_MARK[decision]} ${number}${decision}</span>`;
}

/** One badge for each decision that there is. */
export function countBadges(counts: DecisionCounts): Markup[] {
  return DECISIONS.filter((decision) => counts[decision] > 0).map((decision) =>
    decisionBadge(decision, counts[decision]),
  );
}

/** `live / stack / LogicalId`, with the environment in its own colour. */
export function placeMarkup({ environment, stack, logicalId }: Place): Markup {
  const rest = [stack, logicalId].filter(Boolean).join(' / ');
  return html`<span class="name-${environment}">${environment}</span> / <code>${rest}</code>`;
}

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
