import type { AttributeValue } from 'aws-lambda';

/** A row as DynamoDB's JSON with its members in order, so that the same row is always the same text. */
export function canonicalRow(row: Readonly<Record<string, AttributeValue>>): string {
  return JSON.stringify(ordered(row));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}
