import { isJsonObject, type JsonObject, member } from '../../../lib/isolation/template/json';
import type { SideInput } from './deployed-side';

type Stack = SideInput['stacks'][number];

/** The stacks with every exporting one before those that import from it; stacks that wait for each other come last, as given. */
export function inDeploymentOrder(stacks: readonly Stack[]): readonly Stack[] {
  const ordered: Stack[] = [];
  let waiting = stacks;
  while (waiting.length > 0) {
    const missing = new Set(waiting.flatMap(({ template }) => tradeOf(template).exports));
    const ready = waiting.filter(({ template }) => !tradeOf(template).imports.some((name) => missing.has(name)));
    if (ready.length === 0) return [...ordered, ...waiting];
    ordered.push(...ready);
    waiting = waiting.filter((stack) => !ready.includes(stack));
  }
  return ordered;
}

interface Trade {
  readonly exports: readonly string[];
  readonly imports: readonly string[];
}

const known = new WeakMap<JsonObject, Trade>();

/** Names written out, as the CDK writes them. */
function tradeOf(template: JsonObject): Trade {
  const before = known.get(template);
  if (before) return before;
  const outputs = isJsonObject(template['Outputs']) ? Object.values(template['Outputs']) : [];
  const trade = {
    exports: outputs.flatMap((output) => {
      const name = member(member(output, 'Export'), 'Name');
      return typeof name === 'string' ? [name] : [];
    }),
    imports: [...JSON.stringify(template['Resources'] ?? {}).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].flatMap(
      ([, name]) => name ?? [],
    ),
  };
  known.set(template, trade);
  return trade;
}
