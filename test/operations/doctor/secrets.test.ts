import { ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { secrets } from '../../../lib/operations/doctor/secrets';
import { awsError, type InspectedAccountProps, inspectedAccount } from './inspected-account';

async function look(answer: object, props: InspectedAccountProps = { stage: 'sandbox' }) {
  const found = await secrets.inspect(inspectedAccount({ 'secretsmanager:DescribeSecret': answer }, props));
  const [first] = found;
  expect(found).toHaveLength(3);
  return first;
}
const versions = (...labels: string[][]) => ({
  VersionIdsToStages: Object.fromEntries(labels.map((names, index) => [`v${index}`, names])),
});
const fingerprint = { Tags: [{ Key: 'airlock:fingerprint', Value: 'ab' }] };
const id = 'airlock/sandbox/psp/polar';

describe('airlock doctor: secrets', () => {
  test('a value is there', async () => {
    expect(await look(versions(['AWSCURRENT']))).toEqual({
      subject: id,
      verdict: 'ok',
      found: 'has a value',
      fix: null,
    });
  });

  test('the secret is there and empty', async () => {
    expect(await look({})).toMatchObject({
      subject: id,
      verdict: 'lacking',
      found: 'empty',
      fix: expect.stringContaining(`aws secretsmanager put-secret-value --secret-id ${id}`),
    });
  });

  test('a version that is not current is no value', async () => {
    expect(await look(versions(['AWSPENDING']))).toMatchObject({ verdict: 'lacking', found: 'empty' });
  });

  test('there is no secret', async () => {
    const missing = awsError(ResourceNotFoundException);
    expect(await look(missing)).toMatchObject({
      verdict: 'lacking',
      found: 'missing',
      fix: 'npx airlock deploy sandbox',
    });
  });

  test('the secret is about to be deleted, whatever it holds', async () => {
    const deleted = { ...versions(['AWSCURRENT']), DeletedDate: new Date() };
    expect(await look(deleted)).toMatchObject({
      verdict: 'lacking',
      fix: `aws secretsmanager restore-secret --secret-id ${id}`,
    });
  });

  test('a PSP that does not serve yet needs no value', async () => {
    expect(await look({}, { stage: 'live' })).toMatchObject({
      subject: 'airlock/live/psp/polar',
      verdict: 'ok',
      found: expect.stringMatching(/^not needed yet: account review/),
    });
  });

  test('emulated: what an empty secret looks like there is not taken for a value', async () => {
    const local = { stage: 'sandbox', local: true } as const;
    expect(await look(versions(['AWSCURRENT']), local)).toMatchObject({ verdict: 'not checked' });
    expect(await look({ ...versions(['AWSCURRENT']), ...fingerprint }, local)).toMatchObject({ verdict: 'ok' });
    expect(await look(versions(['AWSCURRENT'], ['AWSPREVIOUS']), local)).toMatchObject({ verdict: 'ok' });
  });
});
