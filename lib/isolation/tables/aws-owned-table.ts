import { Fact, FactName } from 'aws-cdk-lib/region-info';
import { PUBLISHED_ACCOUNTS } from './published-accounts';

/** The CDK's facts that hold an account of AWS, by the part of their name before a version. */
const FACTS: Readonly<Record<string, string>> = {
  [FactName.ELBV2_ACCOUNT]: 'Elastic Load Balancing access logs',
  [FactName.DLC_REPOSITORY_ACCOUNT]: 'AWS Deep Learning Containers images',
  [FactName.APPMESH_ECR_ACCOUNT]: 'AWS App Mesh images',
  'cloudwatch-lambda-insights-version': 'CloudWatch Lambda Insights layers',
  'appconfig-lambda-layer': 'AWS AppConfig layers',
  'adot-lambda-layer': 'AWS Distro for OpenTelemetry layers',
  'params-and-secrets-layer': 'AWS Parameters and Secrets layers',
};

/** @returns the accounts of each purpose, separated by spaces */
export function awsOwnedTable(): Record<string, string> {
  const accounts = new Map<string, Set<string>>();
  const add = (purpose: string, account: string): void => {
    accounts.set(purpose, (accounts.get(purpose) ?? new Set()).add(account));
  };
  for (const name of Fact.names) {
    const purpose = FACTS[name.split(':')[0] ?? ''];
    if (!purpose) continue;
    for (const region of Fact.regions) {
      const account = /(?<!\d)\d{12}(?!\d)/.exec(Fact.find(region, name) ?? '')?.[0];
      if (account) add(purpose, account);
    }
  }
  for (const [purpose, published] of Object.entries(PUBLISHED_ACCOUNTS)) {
    for (const account of published) add(purpose, account);
  }
  return Object.fromEntries([...accounts].sort().map(([purpose, found]) => [purpose, [...found].sort().join(' ')]));
}
