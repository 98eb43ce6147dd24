import { dns } from '../../../lib/operations/doctor/dns';
import { type InspectedAccountProps, inspectedAccount, only } from './inspected-account';

const host = 'gateway.live.airlock.example';
const target = 'd-abc.execute-api.eu-west-1.amazonaws.com';
const Outputs = [{ OutputKey: 'DomainTarget', OutputValue: target }];

function look(
  addresses: InspectedAccountProps['addresses'],
  props: InspectedAccountProps & { outputs?: object[] } = {},
) {
  const answers = { 'cloudformation:DescribeStacks': { Stacks: [{ Outputs: props.outputs ?? Outputs }] } };
  return only(dns, inspectedAccount(answers, { ...props, ...(addresses && { addresses }) }));
}

describe('airlock doctor: dns', () => {
  test('the host leads to the API', async () => {
    const found = await look({ [host]: ['192.0.2.1', '192.0.2.2'], [target]: ['192.0.2.2', '192.0.2.3'] });
    expect(found).toEqual({ subject: host, verdict: 'ok', found: `leads to ${target}`, fix: null });
  });

  test('the host does not resolve', async () => {
    expect(await look({ [target]: ['192.0.2.2'] })).toMatchObject({
      verdict: 'lacking',
      found: 'does not resolve',
      fix: `make a CNAME (or an alias) record of ${host} that points to ${target}`,
    });
  });

  test('BG2: the host leads somewhere else', async () => {
    const found = await look({ [host]: ['198.51.100.7'], [target]: ['192.0.2.2'] });
    expect(found).toMatchObject({ verdict: 'lacking', found: 'leads elsewhere (198.51.100.7)' });
  });

  test.each<[string, InspectedAccountProps['addresses'], object[]]>([
    ['the gateway is not deployed', {}, []],
    ['not even the API resolves from here', { [host]: ['192.0.2.1'] }, Outputs],
  ])('nothing can be said while %s', async (_, addresses, outputs) => {
    expect(await look(addresses, { outputs })).toMatchObject({ verdict: 'not checked' });
  });

  test('an emulated gateway has no name', async () => {
    expect(await look({}, { local: true })).toMatchObject({ verdict: 'not checked' });
  });

  test('no custom domain needs no record', async () => {
    expect(await look({}, { environment: { domain: undefined } })).toMatchObject({ verdict: 'ok' });
  });
});
