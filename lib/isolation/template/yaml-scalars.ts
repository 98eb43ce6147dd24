import type { Scalar } from 'yaml';

/** Forms in which YAML 1.1 or 1.2 reads a number, and what it reads; plain decimal digits are left out. Source: yaml.org/type/int.html and float.html. */
const FORMS: readonly (readonly [RegExp, (text: string) => number])[] = [
  [/^[+-]?0b[01]+$/, (text) => Number.parseInt(text.replace('0b', ''), 2)],
  [/^[+-]?0x[\da-fA-F]+$/, (text) => Number.parseInt(text, 16)],
  [/^[+-]?0o?[0-7]+$/, (text) => Number.parseInt(text.replace('o', ''), 8)],
  [/^[+-]?[1-9]\d*(?::[0-5]?\d)+$/, (text) => text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0)],
  [/^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/, Number],
];

/** An account as some reader may take an unquoted text, where it is not what is written there. */
export function accountReadFrom({ source, type }: Scalar): string | undefined {
  if (type !== 'PLAIN' || source === undefined || /^\d{12}$/.test(source)) return undefined;
  const digits = source.replaceAll('_', '');
  const readings = FORMS.flatMap(([form, read]) => (form.test(digits) ? [Math.abs(read(digits))] : []));
  // Fewer digits: accounts may start with 0.
  return readings.map(String).find((number) => /^\d{11,12}$/.test(number));
}

/** Tags of YAML itself that mean what the value looks like anyway. */
const PLAIN_TAGS = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

export function isPlainTag(tag: string | undefined): boolean {
  return tag === undefined || PLAIN_TAGS.test(tag);
}
