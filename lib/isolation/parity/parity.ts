import { shownText } from '../model/shown-text';
import type { Side } from '../model/side';
import type { ParityDifference } from '../report/audit-report';
import { declarations } from './declared';
import { type Difference, differences } from './differences';
import { type Neutral, neutralizer, neutralResources } from './neutral';
import { liveWeaker } from './weaker';

/** A difference with the resource that a finding about it is for. */
export interface Parity extends ParityDifference {
  /** How live is weaker, in words; undefined when it is not or the files declare it. */
  readonly weakness: string | undefined;
  readonly difference: Difference;
}

/** What differs between two environments once each one's own names are taken out. */
export function parity(sandbox: Side, live: Side): Parity[] {
  const isDeclared = declarations(sandbox.environment, live.environment, {
    sandbox: neutralizer(sandbox),
    live: neutralizer(live),
  });
  return differences(neutralResources(sandbox), neutralResources(live)).map((difference) => {
    const { at, property, sandbox: one, live: two } = difference;
    const declared = isDeclared(difference);
    const weakness = declared ? undefined : liveWeaker(difference);
    return {
      stack: at.stack,
      logicalId: at.logicalId,
      resourceType: at.type,
      property: property.join('.'),
      sandbox: shown(one),
      live: shown(two),
      declared,
      liveWeaker: weakness !== undefined,
      weakness,
      difference,
    };
  });
}

function shown(value: Neutral | undefined): string | null {
  return value === undefined ? null : shownText(JSON.stringify(value));
}
