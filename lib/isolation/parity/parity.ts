import { isSecretForm } from '../../environment/secret-text';
import type { ParityDifference } from '../findings/audit-report';
import type { Side } from '../model/side';
import { type DeclaredBy, declarations } from './declared';
import { type Difference, differences } from './differences';
import { type Neutral, neutralizer, neutralResources, neutralValue } from './neutral';
import type { ResourcesById } from './resource-pairs';
import { liveWeaker } from './weaker';

/** A difference with the resource that a finding about it is for. */
export interface Parity extends ParityDifference {
  /** How live is weaker, in words; undefined when it is not or the files declare it. */
  readonly weakness: string | undefined;
  readonly difference: Difference;
}

/** What differs between two environments once each one's own names are taken out. */
export function parity(sandbox: Side, live: Side): Parity[] {
  const [one, two] = [neutralResources(sandbox), neutralResources(live)];
  const declaredBy = declaredIn(sandbox, one, live, two);
  return differences(one, two).map((difference) => {
    const { at, property } = difference;
    const settings = declaredBy(difference);
    const declared = settings.length > 0;
    const weakness = declared ? undefined : liveWeaker(difference);
    return {
      stack: at.stack,
      logicalId: at.logicalId,
      resourceType: at.type,
      property: property.join('.'),
      sandbox: printed(difference.sandbox),
      live: printed(difference.live),
      declared,
      liveWeaker: weakness !== undefined,
      declaredBy: settings,
      weakness,
      difference,
    };
  });
}

/** Without both files nothing is declared. */
function declaredIn(sandbox: Side, one: ResourcesById, live: Side, two: ResourcesById): DeclaredBy {
  const [first, second] = [declaredSide(sandbox, one), declaredSide(live, two)];
  return first && second ? declarations(first, second) : () => [];
}

function declaredSide(side: Side, resources: ResourcesById) {
  const neutral = neutralizer(side);
  const { environment } = side;
  return environment && { environment, resources, neutral: (value: unknown) => neutralValue(value, neutral) };
}

/** As complete JSON, except texts that could be a secret. */
function printed(value: Neutral | undefined): string | null {
  if (value === undefined) return null;
  return JSON.stringify(value, (_, item) =>
    typeof item === 'string' && isSecretForm(item) ? '(not shown: looks like a secret)' : item,
  );
}
