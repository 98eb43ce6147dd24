import { YamlSource } from '../../environment/yaml-source';
import { AuditInputError } from '../input/audit-input-error';
import { legible } from '../input/legible';

/** What each field takes, for sentences. */
const FIELDS = {
  rule: 'the id of a rule',
  stack: 'text',
  logicalId: "text ('' for a stack as a whole)",
  reason: 'text',
  owner: 'text',
  approver: 'text',
  expires: 'a day such as 2026-12-31',
} as const;
type Field = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as Field[];

/** An acknowledgement as the file has it. */
export interface Acknowledgement extends Readonly<Record<Field, string>> {
  /** `<file>:<line>` */
  readonly place: string;
  /** Why it acknowledges nothing, though all of its fields are there. */
  readonly problems: readonly string[];
}

/**
 * Reads a list in YAML or JSON of `{rule, stack, logicalId, reason, owner, approver, expires: YYYY-MM-DD}`. An entry that has all of
 * its fields, but one of them empty, is given with its problems; it acknowledges nothing.
 * @param file name for sentences
 * @throws AuditInputError when the text is no such list: a field is missing, unknown or of another type
 */
export function loadAcknowledgements(text: string, file: string): Acknowledgement[] {
  const source = new YamlSource(text);
  const [fault] = source.faults;
  if (fault) throw notAList(`${file}:${fault.line}`, `${fault.found}, where ${fault.allowed} is allowed`);
  const value = source.value ?? [];
  if (!Array.isArray(value)) throw notAList(`${file}:1`, `${source.found([])}, where a list is allowed`);
  for (const [index, entry] of value.entries()) {
    const [wrong] = misfits(entry, index, source);
    if (!wrong) continue;
    throw notAList(`${file}:${source.lineOf(wrong.path)}`, `entry ${index + 1}: ${wrong.what}`);
  }
  const taken = new Map<string, string>();
  return value.map((entry: Readonly<Record<Field, string | null>>, index) => {
    const place = `${legible(file)}:${source.lineOf([index])}`;
    const read = readEntry(entry, place);
    const key = JSON.stringify([read.rule, read.stack, read.logicalId]);
    const before = taken.get(key);
    taken.set(key, before ?? place);
    return before ? { ...read, problems: [...read.problems, `the same finding is acknowledged at ${before}`] } : read;
  });
}

function notAList(place: string, what: string): AuditInputError {
  return new AuditInputError(
    `${legible(place)}: ${legible(what)}`,
    `write a list of blocks, each with ${NAMES.join(', ')}`,
  );
}

interface Misfit {
  readonly path: (string | number)[];
  readonly what: string;
}

/** Why an entry is wrong input: what its author meant cannot be known. */
function misfits(entry: unknown, index: number, source: YamlSource): Misfit[] {
  const path = [index];
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return [{ path, what: `${source.found(path)}, where a block with ${NAMES.join(', ')} is expected` }];
  }
  const given: Readonly<Record<string, unknown>> = { ...entry };
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(FIELDS, name));
  return [
    ...unknown.map((name) => ({ path: [index, name], what: `${name} is no field; expected are ${NAMES.join(', ')}` })),
    ...NAMES.flatMap((field) => {
      const value = given[field];
      // A key with nothing behind it is empty text, as far as its author is concerned.
      const fits = value === null || (typeof value === 'string' && (field !== 'expires' || !value || isDay(value)));
      if (fits) return [];
      const found = value === undefined ? 'missing' : source.found([index, field]);
      return [{ path: [index, field], what: `${field} is ${found}, where ${FIELDS[field]} is expected` }];
    }),
  ];
}

function readEntry(entry: Readonly<Record<Field, string | null>>, place: string): Acknowledgement {
  const textOf = (field: Field): string => (entry[field] ?? '').trim();
  const fields = {
    rule: textOf('rule'),
    stack: textOf('stack'),
    logicalId: textOf('logicalId'),
    reason: textOf('reason'),
    owner: textOf('owner'),
    approver: textOf('approver'),
    expires: textOf('expires'),
  };
  return { ...fields, place, problems: problemsOf(fields) };
}

function problemsOf(fields: Readonly<Record<Field, string>>): string[] {
  const { owner, approver } = fields;
  // What belongs to a stack as a whole has an empty logical id.
  const empty = NAMES.filter((field) => field !== 'logicalId' && !fields[field]);
  return [
    ...empty.map((field) => `${field} is empty`),
    ...(owner && owner.toLowerCase() === approver.toLowerCase() ? [`${legible(owner)} is owner and approver`] : []),
  ];
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
