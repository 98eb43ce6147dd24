import type { Spelling } from './address';
import { isResourceHost } from './literal-ids';

interface FoundHost {
  /** In lower case, unknown parts marked. */
  readonly host: string;
  /** What follows it in a URL. */
  readonly path: string;
  /** False for words with dots that may be no host at all. */
  readonly sure: boolean;
}

/** Hosts of URLs, and words that can be hosts. Mail goes to people, not to an account. */
export function hostsIn(text: string, spelling: Spelling | undefined): FoundHost[] {
  if (!text.includes('.') && !text.includes('://')) return [];
  const urls = [...text.matchAll(URL)];
  const found = urls.map(([, host = '', path = '']): FoundHost => ({ host: host.toLowerCase(), path, sure: true }));
  const without = urls.length === 0 ? text : text.replace(URL, ' ');
  for (const [, word = '', path = ''] of without.matchAll(WORD)) {
    const host = word.toLowerCase();
    const sure = spelling === 'host' || AWS.test(host) || isResourceHost(host);
    if (sure || host.split('.').length > 2) found.push({ host, path: sure ? path : '', sure });
  }
  return found;
}

const URL = /\b(?!s3[an]?:)[a-z][a-z+.-]{0,20}:\/\/(?:[^/\s"'@]*@)?([^/:\s"'?#,]+)(?::\d+)?([^\s"'<>]*)/gi;
const WORD = /(?<![\w@.*\uffff-])((?:[\w\uffff*-]+\.)+[a-z]{2,})\.?(?![\w-]|@(?!tcp\b))(?::\d+)?(\/[^\s"'<>]*)?/gi;
const AWS = /(?:\.|^)(?:amazonaws\.com(?:\.cn)?|on\.aws|cloudfront\.net)$/;
