import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../lib/isolation/template/json';
import type { SideInput } from './deployed-side';

/** A template that may be changed. */
// biome-ignore lint/suspicious/noExplicitAny: a template is any JSON
export type Editable = any;

/** The side with one stack changed; the others stay the same objects, so that they are not worked out again. */
export function edited(side: SideInput, stack: string, edit: (resources: Editable) => void): SideInput {
  const stacks = side.stacks.map((each) => {
    if (!each.name.endsWith(stack)) return each;
    const template = structuredClone(each.template) as Editable;
    edit(template.Resources);
    return { ...each, template: template as JsonObject };
  });
  return { ...side, stacks };
}

/** The one resource of a type, or the one of which a property says so. */
export function resourceOf(resources: Editable, type: string, name = ''): Editable {
  const found = Object.values(resources).filter((each: Editable) => {
    return each.Type === type && JSON.stringify(each.Properties).includes(name);
  });
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} with ${name}, not one`);
  return found[0];
}

/** The statement with that Sid in a policy. */
export function statementOf({ Statement }: Editable, sid: string): Editable {
  const found = Statement.find(({ Sid }: Editable) => Sid === sid);
  if (!found) throw new Error(`no statement ${sid}`);
  return found;
}

interface PlacedStatement {
  readonly stack: string;
  /** From the template's resources on. */
  readonly path: readonly (string | number)[];
  readonly statement: JsonObject;
}

/** Every statement of every policy of a side. */
export function everyStatement({ stacks }: SideInput): PlacedStatement[] {
  return stacks.flatMap(({ name, template }) =>
    statementsIn(template['Resources'], []).map((found) => ({ stack: name, ...found })),
  );
}

function statementsIn(value: Json | undefined, path: readonly (string | number)[]): Omit<PlacedStatement, 'stack'>[] {
  const entries = isJsonList(value) ? [...value.entries()] : isJsonObject(value) ? Object.entries(value) : [];
  return entries.flatMap(([step, inner]) => {
    const here = [...path, step];
    if (step !== 'Statement' || !isJsonList(inner)) return statementsIn(inner, here);
    return inner.flatMap((statement, index) =>
      isJsonObject(statement) ? [{ path: [...here, index], statement }] : [],
    );
  });
}

/** The side without one statement. */
export function withoutStatement(side: SideInput, { stack, path }: PlacedStatement): SideInput {
  return edited(side, stack, (resources) => {
    const list = path.slice(0, -1).reduce((inner, step) => inner[step], resources);
    list.splice(path.at(-1), 1);
  });
}
