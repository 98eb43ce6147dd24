/** Switches whose name says that they let a caller or data in or out, or that they hold callers back. */
const NAMES =
  /\b(public|publicly|function url|anonymous|unauthenticated|guest|cross account|cross region|external|shared?|sharing|accept|accepted|acceptance|allow|allowed|authori[sz]e[ds]?|authori[sz]ation|authentication|authenticated|auth|bypass|block|restrict|ignore public|internet|iam|sso|credentials?|access|acls?|api|peering|dns|federation|organi[sz]ation|organizational|accounts?|execute|exec|ssm|privileged|insecure|ssl|tls|https|require|enforce|isolation|propagate|propagation|grant|permissions?|effect|identity|owner|ownership|visibility|egress|connectivity|scheme|privacy|targeting|trusted|private|vpc|endpoint|trail|admin|token|password|signature|resource policies|delegated|member|members|auto enable|auto accept|http endpoint|live|unencrypted|canned acl|network mode|network type|scope|rule action|default action|action|target account|failure mode|fail open)\b/;

/** Choices that open: `PUBLIC`, `NONE` (of authentication), `public-read`. */
const VALUES =
  /\b(public|anonymous|internet|internet facing|open|external|shared|unauthenticated|authenticated|cross)\b/;

/** @param values undefined for a boolean */
export function opens(words: string, values: readonly string[] | undefined): boolean {
  return NAMES.test(words) || (values ?? []).some((value) => VALUES.test(value.toLowerCase().replace(/[^a-z]+/g, ' ')));
}
