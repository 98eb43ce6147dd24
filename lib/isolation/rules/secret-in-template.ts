import { isSecretForm } from '../../environment/secret-text';
import { textsOf } from '../model/walk-texts';
import { typeFacts } from '../tables/resource-types';
import type { Observation, Rule } from './rule';

/** No credential stands in a template or in code: whoever can read the one account's artefacts could use it against the other. */
export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  channel: 'code',
  title: 'a credential stands in a template or in code',
  help: 'Looked for are the forms in which providers issue keys and tokens, random texts in passwords and environment variables, and plain defaults of NoEcho parameters. Put the value into a secret, and the secret’s name here.',
  *check({ own }) {
    for (const { subject, path, text } of textsOf(own)) {
      const { logicalId, type } = subject;
      const kind = logicalId === '' ? undefined : typeFacts(type)?.kindOf(path);
      const found = isSecretForm(text)
        ? 'has the form of an issued credential'
        : (kind === 'secretText' || kind === 'environment') && !isInIntrinsic(path) && isRandom(text)
          ? 'is random enough to be a credential'
          : undefined;
      if (found !== undefined) yield secret(subject, path, found);
    }
    for (const { path, text, kind } of own.texts) {
      if (kind !== 'code') continue;
      const line = text.split('\n').findIndex((each) => ISSUED.test(each));
      const subject = { stack: path, logicalId: '', type: kind };
      if (line >= 0) yield secret(subject, [line + 1], 'has the form of an issued credential');
    }
  },
};

function secret(subject: Observation['subject'], path: readonly (string | number)[], what: string): Observation {
  const place = path.join('.') || 'its definition';
  return {
    subject,
    path,
    decision: 'open',
    severity: 'critical',
    direction: 'out',
    reason: `the text at ${place} ${what}`,
    statement: `${place}: (not shown)`,
    hops: [`${subject.stack}/${subject.logicalId}`, place, 'whoever can read the template'],
    fix: 'put the value into Secrets Manager, name the secret here, and revoke the value: it has been in a file',
  };
}

/** As it is written a value can be the name of a resource, which has a hash in it. */
function isInIntrinsic(path: readonly (string | number)[]): boolean {
  return path.some((part) => part === 'Ref' || String(part).startsWith('Fn::'));
}

/** Whole keys only: bundled code holds the prefixes, to recognise them. */
const ISSUED =
  /\b(?:sk|rk)_(?:live|test|dev)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{24,}|\bpolar_[a-z]{2,4}_[A-Za-z0-9]{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\S/;

/** At least 20 characters of letters and digits with 3.5 bits and more each, and no pauses as words, ARNs and hosts have. */
function isRandom(text: string): boolean {
  return (
    /^(?=.*\d)(?=.*[a-zA-Z])[\w+/=-]{20,}$/.test(text) && !/^[a-z]+(?:[-_/][a-z]+)+/i.test(text) && entropy(text) >= 3.5
  );
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
