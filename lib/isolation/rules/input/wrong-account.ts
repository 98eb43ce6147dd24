import type { Rule } from '../../model/rule';

/** Every stack is deployed to its own side's account and region, and the files say so. */
export const wrongAccount: Rule = {
  id: 'wrong-account',
  channel: 'input',
  title: 'a stack is deployed to another account than its side',
  help: 'The account and region of every stack of an assembly are compared with the side’s. Give each stack `env: { account, region }` from its environment file.',
  *check({ own, other }) {
    for (const { name, input } of own.stacks) {
      const subject = { stack: name, logicalId: '', type: '' };
      const { account = own.account, region = own.region } = input;
      if (account === own.account && (region === own.region || !own.environment)) {
        yield { subject, decision: 'closed', reason: `it is deployed to ${account} in ${region}` };
      } else if (/^unknown-/.test(account) || /^unknown-/.test(region)) {
        yield { subject, decision: 'unverified', reason: 'its account or region is known only when it is deployed' };
      } else {
        const isOther = account === other.account;
        yield {
          subject,
          decision: 'open',
          direction: 'out',
          severity: isOther ? 'critical' : 'high',
          reason: `it is deployed to ${account} in ${region}, not to ${own.account} in ${own.region}`,
          statement: `aws://${account}/${region}`,
          hops: [own.name, name, isOther ? `${other.name} (${account})` : account],
          fix: `deploy it to aws://${own.account}/${own.region}, or audit it with the side that it belongs to`,
        };
      }
    }
  },
};
