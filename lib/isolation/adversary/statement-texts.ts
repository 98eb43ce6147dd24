import type { ElementSource, StatementSource } from '../policy/document/policy-document';
import { isObject, type Resolved, type Text, textList } from '../template/value';

/** Principals of one type that a statement names, such as `AWS`. */
export function principalsNamed({ principal }: StatementSource, type: 'AWS' | 'Service'): Text[] {
  return textList(memberOf(principal, type));
}

function memberOf(element: ElementSource | undefined, name: string): Resolved | undefined {
  return element && isObject(element.value) ? element.value[name] : undefined;
}

/** Values of a condition key in a statement, whatever the operator. */
export function conditionValues({ condition }: StatementSource, key: string): Text[] {
  if (condition === undefined || !isObject(condition)) return [];
  return Object.values(condition).flatMap((block) =>
    isObject(block)
      ? Object.entries(block).flatMap(([name, values]) => (name.toLowerCase() === key ? textList(values) : []))
      : [],
  );
}
