import type { Case } from '../edits/case';
import type { Party, Site } from '../edits/site';

/** Bundled code; a finding need not name a resource. */
const CODES: readonly (readonly [string, string, (party: Party) => string])[] = [
  ['host', 'string', ({ host }) => `const gateway = 'https://${host}/v1';`],
  ['host', 'minified', ({ host }) => `"use strict";var a="${host}",b=()=>fetch("https://"+a+"/v1");exports.handler=b;`],
  ['host', 'capitals', ({ host }) => `const gateway = "HTTPS://${host.toUpperCase()}/V1";`],
  ['host', 'comment', ({ host }) => `// falls back to https://${host}/v1\nexports.handler = async () => ({});`],
  ['account', 'role', ({ account }) => `const role = 'arn:aws:iam::${account}:role/worker';`],
  ['account', 'queue-url', ({ account }) => `const queue = 'https://sqs.eu-west-1.amazonaws.com/${account}/jobs';`],
  ['account', 'string', ({ account }) => `const partner = "${account}";`],
  ['account', 'json', ({ account }) => JSON.stringify({ accounts: [account] })],
  ['bucket', 'string', ({ bucket }) => `const archive = new Bucket('${bucket}');`],
];
export const codeCases: readonly Case[] = CODES.map(([operator, spelling, write]): Case => {
  const add = (site: Site, party: Party) => {
    site.texts.push({ path: 'asset.6a2d0b1e/index.js', kind: 'code', text: `${write(party)}\n` });
  };
  return {
    group: 'code',
    operator,
    spelling,
    type: 'Code',
    flow: 'outward',
    at: () => [],
    opening: (site) => add(site, site.other),
    benign: (site) => add(site, site.own),
  };
});
