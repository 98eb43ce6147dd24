import type { Audited } from '../model/rule';
import { isAwsHost, isResourceHost, LONGEST_HOST } from '../tables/aws-hosts';
import { joinText, type Text, textParts, Unknown } from '../template/value';
import { accountOwner, accountsNamed } from './account-owner';
import { type Address, knownPart, mostTelling, NO_ADDRESS, type Spelling } from './address';
import { bucketOwner } from './bucket-owner';
import { namesOfSide } from './side-names';

const S3_HOST =
  /^(?:(.+)\.)?s3(?:-website|-accelerate|\.dualstack|-fips)*[.-](?:dualstack\.)?(?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/;

/**
 * The owner of a host: by the account or bucket in it, or by the names and zones that the templates of a side create.
 * @param host with unknown parts, in lower case
 * @param path what follows it in a URL
 */
export function hostOwner(host: Text, path: Text, audited: Audited, ofUnknown: (part: Unknown) => Address): Address {
  const shown = knownPart(host).toLowerCase().replace(/\.$/, '');
  if (shown.length > LONGEST_HOST) return NO_ADDRESS;
  const unknowns = textParts(host).filter((part) => part instanceof Unknown);
  const named = mostTelling(accountsNamed(`${shown}${knownPart(path)}`, audited));
  if (named.owner !== 'none') return { ...named, why: `host ${shown} of ${named.why}` };
  const plain = shown.replaceAll('{}', 'x');
  if (S3_HOST.test(plain)) return bucketHost(host, path, audited, ofUnknown);
  const taken = takenName(shown, audited);
  if (taken) return taken;
  if (!isAwsHost(plain)) {
    if (unknowns.length > 0) return mostTelling(unknowns.map(ofUnknown));
    return { owner: 'third', why: `host ${shown}, of neither side` };
  }
  // The last part of a UUID can be twelve digits as well.
  const [account] =
    /(?<!\d|[\da-f]{4}-[\da-f]{4}-)\d{12}(?!\d)/.exec(
      `${shown}${/^sqs\.|^[\w-]+\.queue\./.test(shown) ? knownPart(path) : ''}`,
    ) ?? [];
  if (account) return accountOwner(account, audited);
  if (!isResourceHost(plain)) return { owner: 'aws', why: `host ${shown} of AWS` };
  if (unknowns.length > 0) return mostTelling(unknowns.map(ofUnknown));
  const shared = namesOfSide(audited.own).ids.has(shown) && namesOfSide(audited.other).ids.has(shown);
  return {
    owner: 'unknown',
    why: `host ${shown} is of a resource that nobody knows the owner of`,
    shared,
    thing: shown,
  };
}

function bucketHost(host: Text, path: Text, audited: Audited, ofUnknown: (part: Unknown) => Address): Address {
  const parts = textParts(host);
  const start = parts.findIndex((part) => typeof part === 'string' && /(?:^|\.)s3[.-]/.test(part));
  const last = parts[start];
  if (typeof last !== 'string') return { owner: 'aws', why: 'Amazon S3' };
  const before = last.slice(0, last.search(/(?:^|\.)s3[.-]/));
  const name = [...parts.slice(0, start), ...(before === '' ? [] : [before])];
  if (name.length > 0) return bucketOwner(joinText(name), audited, ofUnknown);
  const inPath = firstSegment(path);
  return inPath === '' ? { owner: 'aws', why: 'Amazon S3' } : bucketOwner(inPath, audited, ofUnknown);
}

/** The longest host name or zone of either side that the host is equal to or below. */
function takenName(host: string, { own, other }: Audited): Address | undefined {
  const [mine, theirs] = [namesOfSide(own), namesOfSide(other)].map(({ hosts, zones }) => {
    if (hosts.has(host)) return host.length + 1;
    for (let at = 0; at >= 0 && at < host.length; at = nextLabel(host, at)) {
      const zone = host.slice(at);
      if (zones.has(zone) || hosts.has(`*.${zone}`)) return zone.length;
    }
    return 0;
  }) as [number, number];
  if (mine === 0 && theirs === 0) return undefined;
  const side = mine >= theirs ? own : other;
  return { owner: side === own ? 'own' : 'other', account: side.account, why: `host ${host} of ${side.name}` };
}

function nextLabel(host: string, at: number): number {
  const dot = host.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

function firstSegment(path: Text): Text {
  const found: (string | Unknown)[] = [];
  for (const part of textParts(path)) {
    if (part instanceof Unknown) {
      found.push(part);
      continue;
    }
    const rest = found.length === 0 ? part.replace(/^\//, '') : part;
    const end = rest.search(/[/?#]/);
    found.push(end < 0 ? rest : rest.slice(0, end));
    if (end >= 0) break;
  }
  return joinText(found);
}

interface FoundHost {
  /** In lower case, unknown parts marked. */
  readonly host: string;
  /** What follows it in a URL. */
  readonly path: string;
  /** False for a word with dots that may not be a host. */
  readonly sure: boolean;
}

/** Hosts in URLs, and words that can be hosts. Mail addresses are left out: mail goes to people, not to an account. */
export function hostsIn(text: string, spelling: Spelling | undefined): FoundHost[] {
  if (!text.includes('.') && !text.includes('://')) return [];
  const urls = [...text.matchAll(URL)];
  const found = urls.map(([, host = '', path = '']): FoundHost => ({ host: host.toLowerCase(), path, sure: true }));
  const without = urls.length === 0 ? text : text.replace(URL, ' ');
  for (const [, word = '', path = ''] of without.matchAll(WORD)) {
    const host = word.toLowerCase();
    const sure = spelling === 'host' || isAwsHost(host);
    if (sure || host.split('.').length > 2) found.push({ host, path: sure ? path : '', sure });
  }
  return found;
}

const URL = /\b(?!s3[an]?:)[a-z][a-z+.-]{0,20}:\/\/(?:[^/\s"'@]*@)?([^/:\s"'?#,]+)(?::\d+)?([^\s"'<>]*)/gi;
const WORD = /(?<![\w@.*\uffff-])((?:[\w\uffff*-]+\.)+[a-z]{2,})\.?(?![\w-]|@(?!tcp\b))(?::\d+)?(\/[^\s"'<>]*)?/gi;
