import { statementsOf } from '../policy/document/policy-document';
import { parseJsonText } from '../template/json-text';
import { isObject, PartialText, type Resolved } from '../template/value';

/** The policy without its Deny statements. The other statements keep their positions. */
export function withoutDenies(document: Resolved): Resolved {
  if (!isObject(document)) return document;
  if (!statementsOf(document).some((each) => isObject(each) && each['Effect'] === 'Deny')) return document;
  const harmless = { Effect: 'Deny', Principal: '*', Action: 'airlock:nothing' };
  return {
    ...document,
    Statement: statementsOf(document).map((each) => (isObject(each) && each['Effect'] === 'Deny' ? harmless : each)),
  };
}

/** AWS reads an Allow with NotPrincipal as an Allow for all other principals, those of the other account included. */
export function withoutAllowNotPrincipal(document: Resolved): Resolved {
  const isText = typeof document === 'string' || document instanceof PartialText;
  const parsed = isText ? parseJsonText(document) : { value: document };
  const read = parsed.problems?.length ? document : (parsed.value ?? document);
  if (!isObject(read)) return read;
  const rewritten = statementsOf(read).map((statement) => {
    if (!isObject(statement) || statement['Effect'] !== 'Allow' || statement['NotPrincipal'] === undefined)
      return statement;
    const { NotPrincipal: _, ...rest } = statement;
    return { ...rest, Principal: '*' };
  });
  return { ...read, Statement: rewritten };
}
