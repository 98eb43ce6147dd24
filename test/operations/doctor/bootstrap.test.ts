import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import { stringify } from 'yaml';
import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { packTemplate } from '../../../lib/bootstrap/deploy/compact-template';
import { Refusal } from '../../../lib/contract/refusal';
import { loadEnvironments } from '../../../lib/environment/load';
import { planBootstrap } from '../../../lib/operations/bootstrap/deploy-bootstrap';
import { bootstrap } from '../../../lib/operations/doctor/bootstrap';
import { type InspectedAccountProps, inspectedAccount } from './inspected-account';

const absent = new CloudFormationServiceException({
  name: 'ValidationError',
  message: 'Stack with id airlock-live-bootstrap does not exist',
  $fault: 'client',
  $metadata: {},
});
const ours = packTemplate(bootstrapTemplate(loadEnvironments().live));
const settled = { StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'BootstrapVersion', OutputValue: '30' }] };

function look(stack: object | Error, deployed: string = JSON.stringify(ours), props: InspectedAccountProps = {}) {
  const account = inspectedAccount(
    {
      'cloudformation:DescribeStacks': stack instanceof Error ? stack : { Stacks: [stack] },
      'cloudformation:GetTemplate': { TemplateBody: deployed },
    },
    props,
  );
  return bootstrap.inspect(account);
}

describe('airlock doctor: bootstrap', () => {
  test.each([
    ['JSON', JSON.stringify(ours)],
    ['YAML, as the CDK CLI sends it', stringify(ours)],
  ])('ours, as %s', async (_, text) => {
    expect(await look(settled, text)).toMatchObject([
      { subject: 'airlock-live-bootstrap', verdict: 'ok', found: 'version 30' },
      { verdict: 'ok', found: 'as this checkout writes it' },
    ]);
  });

  test('none: airlock bootstrap', async () => {
    expect(await look(absent)).toMatchObject([{ verdict: 'lacking', fix: 'npx airlock bootstrap live' }]);
  });

  test.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED', 'CREATE_IN_PROGRESS'])(
    'one in %s: what airlock bootstrap says of it',
    async (status) => {
      const { live } = loadEnvironments();
      const broken = { ...settled, StackName: 'airlock-live-bootstrap', StackStatus: status };
      const refused = await planBootstrap({ send: async () => ({ Stacks: [broken] }) } as never, live).catch(
        (error: unknown) => error,
      );
      if (!(refused instanceof Refusal)) throw new Error('not refused');
      const [finding, ...others] = await look(broken);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ verdict: 'lacking', found: expect.stringContaining(status), fix: refused.fix });
      expect(refused.message).toBe(`stack ${finding?.subject} is ${finding?.found}`);
    },
  );

  test('one that a first attempt left before it made anything counts for none', async () => {
    const review = { StackStatus: 'REVIEW_IN_PROGRESS' };
    expect(await look(review)).toMatchObject([{ verdict: 'lacking', fix: 'npx airlock bootstrap live' }]);
  });

  test('one whose last change was undone is compared like any other', async () => {
    const found = await look({ ...settled, StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
    expect(found.map(({ verdict }) => verdict)).toEqual(['ok', 'ok']);
  });

  test('a stack of this name that is no bootstrap', async () => {
    expect(await look({ ...settled, Outputs: [] })).toMatchObject([
      { verdict: 'lacking', found: expect.stringContaining('no BootstrapVersion') },
    ]);
  });

  test('DC2: a bootstrap of before there was a role for who is on call lacks it', async () => {
    const { OnCall: _, ...Resources } = ours.Resources;
    const [, template] = await look(settled, stringify({ ...ours, Resources }));
    expect(template).toMatchObject({
      verdict: 'lacking',
      found: 'not as this checkout writes it: OnCall',
      fix: expect.stringContaining('npx airlock bootstrap live'),
    });
  });

  test('DC5: a bootstrap that somebody changed, such as its stock form, is named by what differs', async () => {
    const changed = structuredClone(ours) as { Resources: Record<string, object> };
    changed.Resources['Auditor'] = {
      ...changed.Resources['Auditor'],
      Properties: { RoleName: 'airlock-live-auditor' },
    };
    changed.Resources['LookupRole'] = { Type: 'AWS::IAM::Role' };
    const [, template] = await look(settled, stringify(changed));
    expect(template).toEqual({
      subject: 'airlock-live-bootstrap template',
      verdict: 'lacking',
      found: 'not as this checkout writes it: Auditor, LookupRole',
      fix: 'npx airlock bootstrap live shows each difference before it changes anything',
    });
  });

  test('DC5: a stock parameter that trusts another account is named', async () => {
    const trusting = { ...settled, Parameters: [{ ParameterKey: 'TrustedAccounts', ParameterValue: '111111111111' }] };
    const [, template] = await look(trusting);
    expect(template).toMatchObject({ verdict: 'lacking', found: 'not as this checkout writes it: TrustedAccounts' });
  });

  test('the emulated one is not compared, since some of its types are left out there', async () => {
    const [, template] = await look(settled, '{}', { local: true });
    expect(template).toMatchObject({ verdict: 'not checked', fix: null });
  });
});
