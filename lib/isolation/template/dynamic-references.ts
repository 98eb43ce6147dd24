import type { DeploymentTarget } from './deployment-target';
import { unmark, withMarks } from './marked-text';
import { describeText, joinText, type Text, Unknown } from './value';

const REFERENCE = /(\{\{resolve:[^{}]*\}\})/;

/**
 * Replaces each `{{resolve:service:reference}}` by an unknown that remembers what it refers to, so that a reference into
 * another account can be seen. Source: CloudFormation user guide, "Get values stored in other services using dynamic references".
 */
export function hideDynamicReferences(text: Text, owner: Pick<DeploymentTarget, 'account' | 'region'>): Text {
  const unknowns: Unknown[] = [];
  const marked = typeof text === 'string' ? text : withMarks(text, unknowns);
  if (!marked.includes('{{resolve:')) return text;
  const place = `${describeText(owner.account)}/${describeText(owner.region)}`;
  return joinText(
    marked.split(REFERENCE).map((piece) => {
      const part = unmark(piece, unknowns);
      if (!REFERENCE.test(piece)) return part;
      return new Unknown(
        `${place} ${describeText(part)}`,
        `filled in when the stack is deployed: ${describeText(part)}`,
        {
          account: owner.account,
          region: owner.region,
          reference: part,
        },
      );
    }),
  );
}
