import { costs } from '../../../lib/operations/doctor/costs';
import { inspectedAccount, only } from './inspected-account';

const template = (...types: readonly string[]) => ({
  TemplateBody: JSON.stringify({
    Resources: Object.fromEntries(
      types.map((Type, at) => [`R${at}`, { Type, Properties: Type.endsWith('WebACL') ? { Rules: [{}, {}, {}] } : {} }]),
    ),
  }),
});

describe('airlock doctor: costs', () => {
  test('counts what the deployed stacks hold that is paid by the month', async () => {
    const stacks: Readonly<Record<string, object>> = {
      'airlock-live-foundation': template('AWS::KMS::Key', 'AWS::SNS::Topic'),
      'airlock-live-gateway': template('AWS::WAFv2::WebACL', 'AWS::Lambda::Function'),
      'airlock-live-observability': template(
        'AWS::CloudWatch::Alarm',
        'AWS::CloudWatch::Alarm',
        'AWS::CloudWatch::Dashboard',
      ),
    };
    const account = inspectedAccount({
      'cloudformation:GetTemplate': ({ StackName }: { StackName: string }) =>
        stacks[StackName] ?? new Error(`Stack with id ${StackName} does not exist`),
    });
    expect(await only(costs, account)).toEqual({
      subject: 'idle, a month',
      verdict: 'ok',
      found:
        '1 keys, 0 secrets, 2 alarms, 1 dashboards, 1 web ACLs, 3 rules in them: 12.20 USD at list price, beside what is paid by use',
      fix: null,
    });
  });

  test('a stack that the CDK wrote as YAML counts, too', async () => {
    const TemplateBody = 'Resources:\n  Key:\n    Type: AWS::KMS::Key\n';
    const account = inspectedAccount({
      'cloudformation:GetTemplate': ({ StackName }: { StackName: string }) =>
        StackName.endsWith('bootstrap') ? { TemplateBody } : new Error('does not exist'),
    });
    expect((await only(costs, account)).found).toMatch(/^1 keys, /);
  });

  test('says so while nothing is deployed, and when it may not look', async () => {
    const answering = (message: string) => inspectedAccount({ 'cloudformation:GetTemplate': () => new Error(message) });
    expect(await only(costs, answering('Stack x does not exist'))).toMatchObject({ verdict: 'not checked' });
    await expect(costs.inspect(answering('not authorized'))).rejects.toThrow('not authorized');
  });
});
