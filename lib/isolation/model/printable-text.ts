import { isSecretForm } from '../../environment/secret-text';

const LONGEST = 200;

/** A text of a template for the report: shortened, and hidden when it could be a secret. */
export function printableText(text: string): string {
  if (isSecretForm(text)) return '(not shown: looks like a secret)';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
