import { loadEnvironments } from '../../../lib/environment/load';
import type { EnvironmentName } from '../../../lib/environment/modes';
import type { Environment } from '../../../lib/environment/schema';
import type { Check, SubjectResult } from '../../../lib/operations/doctor/check';
import type { InspectedAccount } from '../../../lib/operations/doctor/inspected-account';

/** What AWS answers, by the name of the action; an error is thrown. */
export type Answers = Readonly<Record<string, object | ((input: never) => object)>>;

export interface InspectedAccountProps {
  readonly stage?: EnvironmentName;
  readonly environment?: Partial<Environment>;
  readonly local?: boolean;
  readonly addresses?: Readonly<Record<string, readonly string[]>>;
}

const SERVICES = {
  acm: 'acm',
  cloudformation: 'cloudformation',
  cloudtrail: 'cloudtrail',
  dynamodb: 'dynamodb',
  lambda: 'lambda',
  secrets: 'secretsmanager',
  sns: 'sns',
} as const;

/** An account whose every client is stubbed at `send`; `asked` collects the IAM actions that were called. */
export function inspectedAccount(
  answers: Answers,
  props: InspectedAccountProps = {},
): InspectedAccount & { readonly asked: Set<string> } {
  const environment = { ...loadEnvironments()[props.stage ?? 'live'], ...props.environment } as Environment;
  const asked = new Set<string>();
  const client = (service: string) => ({
    send: async (command: { readonly constructor: { readonly name: string }; readonly input: never }) => {
      const action = `${service}:${command.constructor.name.replace(/Command$/, '')}`;
      asked.add(action);
      const answer = answers[action];
      if (!answer) throw new Error(`nobody said what ${action} answers`);
      const given = typeof answer === 'function' ? answer(command.input) : answer;
      if (given instanceof Error) throw given;
      return given;
    },
  });
  const clients = Object.fromEntries(Object.entries(SERVICES).map(([name, service]) => [name, client(service)]));
  return {
    ...(clients as unknown as Pick<InspectedAccount, keyof typeof SERVICES>),
    environment,
    caller: { account: environment.account, arn: `arn:aws:sts::${environment.account}:assumed-role/auditor/ann` },
    local: props.local ?? false,
    dns: { addresses: async (host) => props.addresses?.[host] ?? [] },
    asked,
  };
}

/** The one result of a check. */
export async function only(check: Check, account: InspectedAccount): Promise<SubjectResult> {
  const [first, ...more] = await check.inspect(account);
  if (!first || more.length > 0) throw new Error(`expected one finding, found ${more.length + (first ? 1 : 0)}`);
  return first;
}

/** An error of an AWS client. */
export function awsError<Kind extends Error>(
  Type: new (options: { message: string; $metadata: object }) => Kind,
  message = 'as AWS says it',
): Kind {
  return new Type({ message, $metadata: {} });
}
