import { YamlSource } from '../environment/yaml-source';
import { AuditInputError } from './input/audit-input-error';
import { shown } from './input/shown';

const FIELDS = ['rule', 'stack', 'logicalId', 'reason', 'owner', 'approver', 'expires'] as const;
type Field = (typeof FIELDS)[number];

/** That somebody answers for a finding, as a file says it; fields that are missing are empty. */
export interface Acknowledgement extends Readonly<Record<Field, string>> {
  /** `<file>:<line>` */
  readonly place: string;
  /** Why it cannot be taken as it is. */
  readonly problems: readonly string[];
}

/**
 * Reads a list in YAML or JSON of `{rule, stack, logicalId, reason, owner, approver, expires: YYYY-MM-DD}`. An entry that is not so
 * is given with its problems; it acknowledges nothing.
 * @param file name for sentences
 * @throws AuditInputError when the text is no such list
 */
export function loadAcknowledgements(text: string, file: string): Acknowledgement[] {
  const source = new YamlSource(text);
  const [fault] = source.faults;
  if (fault) throw notAList(`${file}:${fault.line}`, `${fault.found}, where ${fault.allowed} is allowed`);
  const value = source.value ?? [];
  if (!Array.isArray(value)) throw notAList(`${file}:1`, `${source.found([])}, where a list is allowed`);
  const taken = new Map<string, string>();
  return value.map((entry: unknown, index) => {
    const place = `${shown(file)}:${source.lineOf([index])}`;
    const read = readEntry(entry, place);
    const key = JSON.stringify([read.rule, read.stack, read.logicalId]);
    const before = taken.get(key);
    taken.set(key, before ?? place);
    return before ? { ...read, problems: [...read.problems, `the same finding is acknowledged at ${before}`] } : read;
  });
}

function notAList(place: string, what: string): AuditInputError {
  return new AuditInputError(
    `${shown(place)}: ${shown(what)}`,
    `write a list of blocks, each with ${FIELDS.join(', ')}`,
  );
}

function readEntry(entry: unknown, place: string): Acknowledgement {
  const given: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {};
  const textOf = (field: Field): string => {
    const value = given[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const fields = {
    rule: textOf('rule'),
    stack: textOf('stack'),
    logicalId: textOf('logicalId'),
    reason: textOf('reason'),
    owner: textOf('owner'),
    approver: textOf('approver'),
    expires: textOf('expires'),
  };
  return { ...fields, place, problems: problemsOf(given, fields) };
}

function problemsOf(given: Readonly<Record<string, unknown>>, fields: Readonly<Record<Field, string>>): string[] {
  // What belongs to a stack as a whole has an empty logical id.
  const empty = FIELDS.filter((field) => (field === 'logicalId' ? typeof given[field] !== 'string' : !fields[field]));
  const { owner, approver, expires } = fields;
  return [
    ...empty.map((field) => `${field} is missing or no text`),
    ...Object.keys(given)
      .filter((field) => !(FIELDS as readonly string[]).includes(field))
      .map((field) => `${shown(field)} is none of ${FIELDS.join(', ')}`),
    ...(expires && !isDay(expires) ? [`expires is ${shown(expires)}, no day such as 2026-12-31`] : []),
    ...(owner && owner.toLowerCase() === approver.toLowerCase() ? [`${shown(owner)} is owner and approver`] : []),
  ];
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
