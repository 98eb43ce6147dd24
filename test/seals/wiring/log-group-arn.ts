import { PartialText, type Text } from '../../../lib/isolation/template/value';
import type { Deployed } from './deployed-side';

/** A log group's ARN as it stands in other ARNs and in encryption contexts: without the `:*` that CloudFormation gives. */
export function logGroupArn({ arn = '' }: Deployed): Text {
  if (typeof arn === 'string') return arn.replace(/:\*$/, '');
  const last = arn.parts.at(-1);
  return typeof last === 'string' ? new PartialText([...arn.parts.slice(0, -1), last.replace(/:\*$/, '')]) : arn;
}
