import { parseJsonText } from '../template/json-text';
import { asText, isList, isObject, PartialText, type Resolved, type ResolvedObject } from '../template/value';

/**
 * The statements of a policy in one form, whatever way they are written: one or a list, an account or its root, `*` or everybody of AWS,
 * actions and condition keys in any case. A statement's name and place do not matter, since AWS does not look at them.
 * @param sessions take out the ARN of a role's sessions where the role itself stands beside it, as the emulator has to be told
 */
export function normalPolicy(document: Resolved, sessions = false): ResolvedObject[] {
  const read = parsed(document);
  const statements = isObject(read) ? listOf(read['Statement']) : [];
  return statements.map((statement) => (isObject(statement) ? normalStatement(statement, sessions) : { statement }));
}

function parsed(document: Resolved): Resolved {
  if (typeof document !== 'string' && !(document instanceof PartialText)) return document;
  return parseJsonText(document).value ?? document;
}

function normalStatement(statement: ResolvedObject, sessions: boolean): ResolvedObject {
  const { Sid: _, ...rest } = statement;
  return Object.fromEntries(
    Object.entries(rest).map(([name, value]): [string, Resolved] => {
      if (/^(?:Not)?Action$/.test(name)) return [name, listOf(value).map(lowerCase)];
      if (/^(?:Not)?Resource$/.test(name)) return [name, listOf(value)];
      if (/^(?:Not)?Principal$/.test(name)) return [name, normalPrincipal(value)];
      return [name, name === 'Condition' ? normalCondition(value, sessions) : value];
    }),
  );
}

function normalPrincipal(value: Resolved): Resolved {
  const byKind = isObject(value) ? value : { AWS: value };
  return Object.fromEntries(
    Object.entries(byKind).map(([kind, who]) => [
      kind,
      listOf(who).map((each) => (kind === 'AWS' ? root(each) : each)),
    ]),
  );
}

function root(principal: Resolved): Resolved {
  return typeof principal === 'string' && /^\d{12}$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
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

function listOf(value: Resolved | undefined): readonly Resolved[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}
