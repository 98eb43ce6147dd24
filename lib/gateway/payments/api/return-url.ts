import { domainToASCII, domainToUnicode } from 'node:url';

/** Also as it goes into a Location header, which API Gateway holds to 10,240 bytes with all others. */
const LONGEST = 2000;

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Whether a text is an https URL that a browser may be sent to, and that leads where it reads. Browsers mend a great deal on the way:
 * slashes too many or turned around, `0x7f.1`, full-width digits, soft hyphens, escapes in a host, `..` in a path. Here the host must be
 * the one that a browser makes of it, letter by letter, and so must the path. Names beyond ASCII come in their own form, `xn--…`.
 */
export function isReturnUrl(text: string): boolean {
  const [, authority = '', rest = ''] = /^https:\/\/([^/?#]+)(.*)$/.exec(text) ?? [];
  if (!/^[^\s\\\p{C}]+$/u.test(text) || !URL.canParse(text)) return false;
  const { host, hostname, href } = new URL(text);
  const written = rest.startsWith('/') ? rest : `/${rest}`;
  const read = href.slice(`https://${host}`.length);
  return authority === host && isHostName(hostname) && escaped(written) === escaped(read) && href.length <= LONGEST;
}

/**
 * An address, or a name that DNS can hold: browsers take more, such as `,` and `;`, after which a second name reads as the first.
 * `xn--…` must stand for a name beyond ASCII, and be the one way to write it; of one that stands for none, versions of Node make
 * nothing, another name, or the same.
 */
function isHostName(name: string): boolean {
  if (name.startsWith('[')) return true;
  const labels = name.split('.');
  return name.length <= 253 && labels.every((label) => LABEL.test(label) && isOneWay(label));
}

function isOneWay(label: string): boolean {
  if (!label.startsWith('xn--')) return true;
  const name = domainToUnicode(label);
  return name !== label && domainToASCII(name) === label;
}

/** Escapes what a browser escapes in a path, query or fragment; it changes how the place is written, not which one it is. */
function escaped(text: string): string {
  return text.replace(/[^\x21-\x7e]|["'<>^`{|}]/gu, (character) =>
    character === "'" ? '%27' : encodeURIComponent(character),
  );
}
