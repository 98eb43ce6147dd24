import { stackName } from '../../contract/stacks';
import { type Check, lacking, notChecked, ok } from './check';
import { findStack, outputOf } from './find-stack';

/** The file's host leads to this account's API: it resolves to an address of the API's regional domain name. */
export const dns: Check = {
  id: 'dns',
  actions: ['cloudformation:DescribeStacks'],
  inspect: async (account) => {
    const { domain, name } = account.environment;
    if (!domain) return [ok('host', 'the execute-api host needs no record')];
    if (account.local) return [notChecked(domain.name, 'the emulated gateway answers on localhost')];
    const stack = stackName(name, 'gateway');
    const target = outputOf(await findStack(account, stack), 'DomainTarget');
    if (!target) return [notChecked(domain.name, `what it must point to is known once ${stack} is deployed`)];
    const [own, api] = await Promise.all([account.dns.addresses(domain.name), account.dns.addresses(target)]);
    if (api.length === 0) return [notChecked(domain.name, `${target} does not resolve from here`)];
    const fix = `make a CNAME (or an alias) record of ${domain.name} that points to ${target}`;
    if (own.length === 0) return [lacking(domain.name, 'does not resolve', fix)];
    return [
      own.some((address) => api.includes(address))
        ? ok(domain.name, `leads to ${target}`)
        : lacking(domain.name, `leads elsewhere (${own.join(', ')})`, fix),
    ];
  },
};
