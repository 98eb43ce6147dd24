import { partitionOf, suffixOf } from './deployment-target';
import { NO_VALUE, type Scope } from './scope';
import { joinText, type Resolved } from './value';

/** What `Ref` to `AWS::…` gives; undefined when there is no such pseudo parameter. */
export function pseudoParameter(name: string, scope: Scope): Resolved | undefined {
  const { target } = scope;
  const { account, region } = target;
  switch (name) {
    case 'AWS::AccountId':
      return account;
    case 'AWS::Region':
      return region;
    case 'AWS::Partition':
      return partitionOf(target);
    case 'AWS::URLSuffix':
      return suffixOf(target);
    case 'AWS::NoValue':
      return NO_VALUE;
    case 'AWS::StackName':
      return joinText([stackName(scope)]);
    case 'AWS::StackId': {
      const id = scope.unknown('stack id', 'CloudFormation makes the id', { account, region, ...GENERATED });
      const arn = ['arn:', partitionOf(target), ':cloudformation:', region, ':', account, ':stack/'];
      return joinText([...arn, stackName(scope), '/', id]);
    }
    case 'AWS::NotificationARNs':
      return scope.unknown('AWS::NotificationARNs', 'given when the stack is deployed');
    default:
      return undefined;
  }
}

/** Names and ids that CloudFormation or a service makes up. */
export const GENERATED = { generated: true, without: ':/"\\{}$ ' };

function stackName(scope: Scope) {
  const { account, region, stackName } = scope.target;
  return (
    stackName ?? scope.unknown('stack name', 'given when the stack is deployed', { account, region, without: ':/"\\' })
  );
}
