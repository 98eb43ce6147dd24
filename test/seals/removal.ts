import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../lib/isolation/template/json';
import type { Path } from './documents';

/** The value at a path. */
export function at(value: Json | undefined, path: Path): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isJsonList(value)) return at(value[Number(step)], rest);
  return isJsonObject(value) ? at(value[step], rest) : undefined;
}

/** The value without what is at the path; a condition left empty goes too, since IAM refuses it. */
export function without(value: JsonObject, path: Path): JsonObject {
  return removed(value, path) as JsonObject;
}

function removed(value: Json, [step, ...rest]: Path): Json {
  if (isJsonList(value)) {
    const index = Number(step);
    return value.flatMap((item, each) => (each !== index ? [item] : rest.length > 0 ? [removed(item, rest)] : []));
  }
  if (!isJsonObject(value) || step === undefined) return value;
  const { [step]: child, ...others } = value;
  if (child === undefined) return value;
  if (rest.length === 0) return others;
  const left = removed(child, rest);
  const isEmptyCondition = isJsonObject(left) && Object.keys(left).length === 0 && isInCondition(value, step);
  return isEmptyCondition ? others : { ...value, [step]: left };
}

/** Whether the step is `Condition`, or an operator in one. */
function isInCondition(value: JsonObject, step: string | number): boolean {
  return step === 'Condition' || Object.values(value).every(isJsonObject);
}
