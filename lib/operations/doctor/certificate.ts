import { type CertificateDetail, DescribeCertificateCommand, ResourceNotFoundException } from '@aws-sdk/client-acm';
import { type Check, lacking, notChecked, ok, type SubjectResult } from './check';
import type { InspectedAccount } from './inspected-account';

/** The certificate of the file is issued, and for the file's host. Without a custom domain none is needed. */
export const certificate: Check = {
  id: 'certificate',
  actions: ['acm:DescribeCertificate'],
  inspect: async (account) => {
    const { domain, name, region } = account.environment;
    if (!domain) return [ok('certificate', 'none needed: the file has no custom domain')];
    if (account.local) return [notChecked(domain.name, 'the emulated gateway answers without a certificate for it')];
    const found = await describe(account, domain.certificateArn);
    if (!found) {
      const request = `aws acm request-certificate --domain-name ${domain.name} --validation-method DNS --region ${region}`;
      const fix = `${request}, then put its ARN into environments/${name}.yaml`;
      return [lacking(domain.name, `no certificate ${domain.certificateArn}`, fix)];
    }
    return [certificateResult(found, domain)];
  },
};

async function describe({ acm }: InspectedAccount, CertificateArn: string): Promise<CertificateDetail | undefined> {
  try {
    return (await acm.send(new DescribeCertificateCommand({ CertificateArn }))).Certificate;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function certificateResult(
  found: CertificateDetail,
  domain: { readonly name: string; readonly certificateArn: string },
): SubjectResult {
  const { Status: status = 'unknown', DomainName, SubjectAlternativeNames = [] } = found;
  const hosts = [...new Set([...(DomainName ? [DomainName] : []), ...SubjectAlternativeNames])];
  const show = `aws acm describe-certificate --certificate-arn ${domain.certificateArn}`;
  if (status === 'PENDING_VALIDATION') {
    return lacking(domain.name, status, `make the DNS record that proves the domain is yours; it is named by ${show}`);
  }
  if (status !== 'ISSUED') return lacking(domain.name, status, `see why with ${show}, and request another`);
  if (hosts.some((host) => covers(host, domain.name))) return ok(domain.name, status);
  return lacking(domain.name, `issued for ${hosts.join(', ')}`, `request a certificate for ${domain.name}`);
}

/** A wildcard stands for exactly one label. */
function covers(certified: string, host: string): boolean {
  return certified === host || (certified.startsWith('*.') && certified.slice(1) === host.slice(host.indexOf('.')));
}
