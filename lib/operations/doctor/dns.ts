import { stackName } from '../../contract/stacks';
import type { Check } from './check';
import { findStack, outputOf } from './find-stack';
import { lacking, notChecked, ok } from './finding';

/** The file's host leads to this account's API: it resolves to an address that the API's own name has, too. */
export const dns: Check = {
  id: 'dns',
  actions: ['cloudformation:DescribeStacks'],
  look: async (patient) => {
    const { domain, name } = patient.environment;
    if (!domain) return [ok('host', 'the execute-api host needs no record')];
    if (patient.local) return [notChecked(domain.name, 'the emulated gateway answers on localhost')];
    const stack = stackName(name, 'gateway');
    const target = outputOf(await findStack(patient, stack), 'DomainTarget');
    if (!target) return [notChecked(domain.name, `what it must point to is known once ${stack} is deployed`)];
    const [own, api] = await Promise.all([patient.names.addresses(domain.name), patient.names.addresses(target)]);
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
