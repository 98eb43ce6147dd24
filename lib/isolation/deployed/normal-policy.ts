import { parseJsonText } from '../template/json-text';
import { asText, isObject, listOf, PartialText, type Resolved, type ResolvedObject } from '../template/value';

export interface PolicyForm {
  /** Of the account: an account number stands for the ARN of its root. */
  readonly partition: string;
  /** Take out the ARN of a role's sessions where the role itself stands beside it, as the emulator has to be told. @default false */
  readonly sessions?: boolean;
}

/**
 * The statements of a policy in one form, whatever way they are written: one or a list, an account or its root, `*` or every principal of AWS,
 * actions and condition keys in any case. A statement's name and place do not matter, since AWS does not look at them.
 */
export function normalPolicy(document: Resolved, form: PolicyForm): ResolvedObject[] {
  const read = parsed(document);
  const statements = isObject(read) ? listOf(read['Statement']) : [];
  return statements.map((statement) => (isObject(statement) ? normalStatement(statement, form) : { statement }));
}

function parsed(document: Resolved): Resolved {
  if (typeof document !== 'string' && !(document instanceof PartialText)) return document;
  return parseJsonText(document).value ?? document;
}

function normalStatement(statement: ResolvedObject, { partition, sessions = false }: PolicyForm): ResolvedObject {
  const { Sid: _, ...rest } = statement;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]): [string, Resolved] => {
      if (/^(?:Not)?Action$/.test(name)) return [name, listOf(value).map(lowerCase)];
      if (/^(?:Not)?Resource$/.test(name)) return [name, listOf(value)];
      if (/^(?:Not)?Principal$/.test(name)) return [name, normalPrincipal(value, partition)];
      return [name, name === 'Condition' ? normalCondition(value, sessions) : value];
    }),
  );
}

function normalPrincipal(value: Resolved, partition: string): Resolved {
  const byKind = isObject(value) ? value : { AWS: value };
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, who]) => [
      kind,
      listOf(who).map((each) => (kind === 'AWS' ? root(each, partition) : each)),
    ]),
  );
}

function root(principal: Resolved, partition: string): Resolved {
  const isAccount = typeof principal === 'string' && /^\d{12}$/.test(principal);
  return isAccount ? `arn:${partition}:iam::${principal}:root` : principal;
}

function normalCondition(value: Resolved, sessions: boolean): Resolved {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      isObject(keys)
        ? Object.fromEntries(
            Object.entries(keys).map(([key, values]) => {
              const list = listOf(values).map((each) => asText(each) ?? each);
              const name = key.toLowerCase();
              return [name, sessions && name === 'aws:principalarn' ? withoutSessions(list) : list];
            }),
          )
        : keys,
    ]),
  );
}

const SESSIONS = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/\*$/;

function withoutSessions(arns: readonly Resolved[]): Resolved[] {
  return arns.filter((arn) => {
    const [, partition, account, role] = (typeof arn === 'string' && SESSIONS.exec(arn)) || [];
    return !(role && arns.includes(`arn:${partition}:iam::${account}:role/${role}`));
  });
}

function lowerCase(value: Resolved): Resolved {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
