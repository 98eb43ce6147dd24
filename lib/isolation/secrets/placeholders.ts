/** Words that are written in the place of a secret. */
const ANYWHERE =
  /EXAMPLE|change[-_ ]?(?:me|this)|replace[-_ ]?(?:me|this|with)|place[-_ ]?holder|your[-_ ]|dummy|redacted|insert[-_ ]|\bto[-_ ]?do\b|not[-_ ]a[-_ ]|fill[-_ ]in|goes[-_ ]here/i;

/** Texts that are no secret when they stand alone. */
const WHOLE =
  /^(?:my|the|some|a|test|new|old|db|database|default|sample|example|admin|root|master|user)?[-_ ]?(?:pass|passwd|password|pwd|passphrase|secret|token|key|api[-_]?key|credentials?|user|username|value|string|text|none|null|undefined|true|false|enabled|disabled|foo|bar|baz|sample|example|admin|root|test|todo|tbd|unset|empty|required|optional)s?$/i;

/** Parts of a form, of a template language or of code. */
const TO_BE_FILLED = /<[^>]*>|\$[{(]|\{\{|\{\w*\}|\[\w*\]|^\$[A-Za-z_]\w*$|^%\w+%$|%\(\w+\)|\*{4,}|\.{3}|…/;

const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  '0123456789abcdef0123456789abcdef',
  'qwertyuiopasdfghjklzxcvbnm',
];

/** Whether a text is only a placeholder: the word for a secret, a form to be filled in, or a sequence. */
export function isPlaceholder(text: string): boolean {
  return WHOLE.test(text) || TO_BE_FILLED.test(text) || isDocumented(text);
}

/** Whether a key of an issued form is one of its documentation, or was made unusable. */
export function isDocumented(key: string): boolean {
  return ANYWHERE.test(key) || isMonotonous(key);
}

/** `xxxxxxxx`, `0000-0000`, `sk_live_xxxxxxxxxxxx`, `abcdefgh`, `1234567890`. */
function isMonotonous(text: string): boolean {
  const plain = text.toLowerCase().replace(/[^a-z\d]/g, '');
  if (new Set(plain).size <= 2 || /(.)\1{7}/.test(plain)) return true;
  return (
    plain.length >= 6 && SEQUENCES.some((sequence) => sequence.includes(plain) || plain.endsWith(sequence.slice(0, 16)))
  );
}
