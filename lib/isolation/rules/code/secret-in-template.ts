import type { Observation } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import { type FoundSecret, secretsIn } from '../../secrets/secrets-in';

/** No credential stands in a template or in code: a reader of the one account's artefacts could use it against the other. */
export const secretInTemplate: Rule = {
  id: 'secret-in-template',
  channel: 'code',
  title: 'a credential stands in a template or in code',
  help: 'Looked for are the forms in which providers issue keys and tokens, what is called a password, key or token and is neither a name nor a stand-in, random texts in passwords and environment variables, and plain defaults of NoEcho parameters. Put the value into a secret, and the secret’s name here.',
  *check({ own }) {
    for (const found of secretsIn(own)) yield observed(found);
  },
};

function observed({ subject, path, how }: FoundSecret): Observation {
  const place = path.join('.') || 'its definition';
  return {
    subject,
    path,
    decision: 'open',
    severity: 'critical',
    direction: 'out',
    reason: `the text at ${place} ${how}`,
    statement: `${place}: (not shown)`,
    hops: [`${subject.stack}/${subject.logicalId}`, place, 'whoever can read the template'],
    fix: 'put the value into Secrets Manager, name the secret here, and revoke the value: it has been in a file',
  };
}
