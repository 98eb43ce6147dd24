/** Forms that tokens and keys are issued in. An environment file holds none of them. */
const SECRET_FORMS = [
  /\b[sr]k_[A-Za-z0-9_]{4,}/, // ours and Stripe's
  /\bwhsec_/, // webhook secrets
  /\bpolar_[a-z]{2,4}_[A-Za-z0-9]/, // Polar access tokens
  /\b(AKIA|ASIA)[A-Z0-9]{12,}/, // AWS access keys
  /\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_/, // GitHub
  /\bxox[a-z]-|hooks\.slack\.com\/services\//, // Slack
  /\beyJ[A-Za-z0-9_-]{8,}\./, // JSON web tokens
  /-----BEGIN /, // PEM
  /\bBearer\s+\S/i,
  /:\/\/[^\s/@]+:[^\s/@]+@/, // a URL with a password
];

/** Long runs of characters without the separators of words, host names, ARNs and UUIDs. Too vague to refuse, enough not to print. */
const RANDOM_RUNS = [
  /(?=[\w+/=]*\d)(?=[\w+/=]*[A-Za-z])[\w+/=]{24,}/,
  /(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{40,}/,
];

/** Whether the text has the form of an issued credential. */
export function isSecretForm(text: string): boolean {
  return SECRET_FORMS.some((form) => form.test(text));
}

/** The text as it may be shown: whole, or nothing of it when any part could be a secret. */
export function redact(text: string): string {
  return isSecretForm(text) || RANDOM_RUNS.some((run) => run.test(text)) ? '(redacted: looks like a secret)' : text;
}
