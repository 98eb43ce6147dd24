/** Forms in which secrets are issued, ours and others'; told by their first letters, however short or broken the rest is. */
const ISSUED = /(sk_|rk_|whsec_|polar_[a-z]+_|bearer\s|eyJ)\S*/gi;

/** The form alone, which may stay. */
const FORM = /^(sk_|rk_|whsec_|polar_[a-z]+_|eyJ)/i;

/** A run without the pauses that words and paths have: a token, a key or a MAC looks so, whatever it is called. */
const RUN = /[A-Za-z0-9+/_=~%-]{22,}/g;

/** What looks random, and is public: ids, public keys, UUIDs, trace ids. */
const PUBLIC =
  /^([a-z]{2,4}_(test|dev|live)_[0-9A-HJKMNP-TV-Z]{26}|pk_(test|dev|live)_[A-Za-z0-9]{24,64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|1-[0-9a-f]{8}-[0-9a-f]{24})$/;

/** Words, run together as names of classes and folders are. */
const WORDS = /^([A-Z](?=[a-z]{2})|[a-z_-])*$/;

/**
 * The text without anything that could give access, for logs: also a checkout token that lost its dot, or a MAC.
 * What is not known to be public goes.
 */
export function withoutSecrets(text: string): string {
  // Runs first: the letters of a form may also be in the middle of a token, all of which must go.
  return text
    .replace(RUN, (run) => {
      const known = run.split('/').every((part) => PUBLIC.test(part) || WORDS.test(part));
      return known ? run : `${FORM.exec(run)?.[0] ?? ''}…`;
    })
    .replace(ISSUED, '$1…');
}

const SHOWN_CHARACTERS = 60;

/** Text that a client sent, as an answer may repeat it: short, and nothing of it that may be a secret. */
export function shown(text: string): string {
  const safe = text.replace(ISSUED, '$1…');
  return safe.length > SHOWN_CHARACTERS ? `${safe.slice(0, SHOWN_CHARACTERS)}…` : safe;
}
