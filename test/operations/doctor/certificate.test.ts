import { ResourceNotFoundException } from '@aws-sdk/client-acm';
import { certificate } from '../../../lib/operations/doctor/certificate';
import { awsError, type InspectedAccountProps, inspectedAccount, only } from './inspected-account';

const host = 'gateway.live.airlock.example';
const look = (answer: object, props: InspectedAccountProps = {}) =>
  only(certificate, inspectedAccount({ 'acm:DescribeCertificate': answer }, props));
const issued = (DomainName: string, ...more: string[]) => ({
  Certificate: { Status: 'ISSUED', DomainName, SubjectAlternativeNames: [DomainName, ...more] },
});

describe('airlock doctor: certificate', () => {
  test.each([
    ['for the host', issued(host)],
    ['with the host among others', issued('airlock.example', host)],
    ['for a wildcard above it', issued('*.live.airlock.example')],
  ])('issued %s', async (_, answer) => {
    expect(await look(answer)).toEqual({ subject: host, verdict: 'ok', found: 'ISSUED', fix: null });
  });

  test.each([
    ['another host', 'api.airlock.example'],
    ['a wildcard two labels above', '*.airlock.example'],
    ['a wildcard below', '*.gateway.live.airlock.example'],
  ])('issued for %s', async (_, name) => {
    expect(await look(issued(name))).toMatchObject({ verdict: 'lacking', found: `issued for ${name}` });
  });

  test('waiting for its DNS record', async () => {
    const pending = { Certificate: { Status: 'PENDING_VALIDATION', DomainName: host } };
    expect(await look(pending)).toMatchObject({
      verdict: 'lacking',
      fix: expect.stringMatching(/DNS record.+aws acm describe-certificate --certificate-arn arn:aws:acm:/),
    });
  });

  test.each(['EXPIRED', 'REVOKED', 'FAILED', 'VALIDATION_TIMED_OUT'])('%s', async (Status) => {
    expect(await look({ Certificate: { Status, DomainName: host } })).toMatchObject({
      verdict: 'lacking',
      found: Status,
    });
  });

  test('there is none: how to request it', async () => {
    expect(await look(awsError(ResourceNotFoundException))).toMatchObject({
      verdict: 'lacking',
      fix: expect.stringMatching(
        /^aws acm request-certificate --domain-name gateway\.live\.airlock\.example .+environments\/live\.yaml$/,
      ),
    });
  });

  test('no custom domain needs none', async () => {
    const environment = { domain: undefined };
    expect(await only(certificate, inspectedAccount({}, { environment }))).toMatchObject({ verdict: 'ok' });
  });

  test('an emulated gateway needs none', async () => {
    expect(await look({}, { local: true })).toMatchObject({ verdict: 'not checked' });
  });
});
