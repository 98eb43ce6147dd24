/**
 * Whether CloudWatch Logs counts an event under a filter pattern for JSON: `=`, `!=` and `NOT EXISTS`, `*` in values, regular expressions
 * between `%`, `&&`, `||` and brackets. A field that is missing is neither equal nor unequal to anything, as CloudWatch has it.
 * @throws Error where the pattern has anything else
 */
export function matches(pattern: string, event: object): boolean {
  const tokens = pattern.match(/\|\||&&|!=|[{}()=]|\$[.\w]+|"[^"]*"|%[^%]*%|\w+/g) ?? [];
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const expected = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`expected ${token}, found ${found || 'the end'} in ${pattern}`);
  };
  const any = (): boolean => {
    let result = all();
    while (tokens[at] === '||') {
      at++;
      result = all() || result;
    }
    return result;
  };
  const all = (): boolean => {
    let result = one();
    while (tokens[at] === '&&') {
      at++;
      result = one() && result;
    }
    return result;
  };
  const one = (): boolean => {
    const token = next();
    if (token === '(') {
      const result = any();
      expected(')');
      return result;
    }
    const value = valueAt(event, token);
    const operator = next();
    if (operator === 'NOT') {
      expected('EXISTS');
      return value === undefined;
    }
    if (operator !== '=' && operator !== '!=') throw new Error(`unknown operator ${operator} in ${pattern}`);
    const form = next();
    const fitting = form.startsWith('%')
      ? expression(form).test(String(value))
      : fits(String(value), form.slice(1, -1));
    return value !== undefined && fitting === (operator === '=');
  };
  expected('{');
  const result = any();
  expected('}');
  return result;
}

function valueAt(event: object, selector: string): unknown {
  if (!selector.startsWith('$.')) throw new Error(`no selector: ${selector}`);
  return selector
    .slice(2)
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}

function fits(value: string, form: string): boolean {
  const parts = form.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}

/** CloudWatch Logs, "Supported regular expressions (regex) syntax": letters, digits, these signs and operators, and no others. */
function expression(form: string): RegExp {
  const inner = form.slice(1, -1);
  if (!/^[A-Za-z0-9:_#=@/;,\-^$?[\]{}|\\*+.]*$/.test(inner))
    throw new Error(`no regular expression for CloudWatch: ${form}`);
  return new RegExp(inner);
}
