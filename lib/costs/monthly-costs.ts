import { PRICES, type Price } from './prices';

/** As much of a CloudFormation template as costs are read from. */
export interface PricedTemplate {
  readonly Resources?: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
}

/** Something that costs money whether it is used or not. */
export interface MonthlyItem {
  /** Such as `alarms`. */
  readonly item: string;
  readonly count: number;
  readonly price: Price;
}

/** What the templates of one environment, its bootstrap's among them, hold that is paid by the month. */
export function monthlyItems(templates: readonly PricedTemplate[]): MonthlyItem[] {
  const resources = templates.flatMap(({ Resources = {} }) => Object.values(Resources));
  const of = (type: string) => resources.filter(({ Type }) => Type === type);
  const acls = of('AWS::WAFv2::WebACL');
  const rules = acls.flatMap(({ Properties }) => (Properties as { readonly Rules?: readonly unknown[] })?.Rules ?? []);
  return [
    { item: 'keys', count: of('AWS::KMS::Key').length, price: PRICES.key },
    { item: 'secrets', count: of('AWS::SecretsManager::Secret').length, price: PRICES.secret },
    { item: 'alarms', count: of('AWS::CloudWatch::Alarm').length, price: PRICES.alarm },
    { item: 'dashboards', count: of('AWS::CloudWatch::Dashboard').length, price: PRICES.dashboard },
    { item: 'web ACLs', count: acls.length, price: PRICES.webAcl },
    { item: 'rules in them', count: rules.length, price: PRICES.webRule },
  ];
}

/** Resources that are paid by use: they cost nothing while they are idle and empty. */
export const PAID_BY_USE: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'REST APIs',
  'AWS::CloudTrail::Trail': 'trails (the first copy of management events is free)',
  'AWS::DynamoDB::Table': 'tables, on demand, with point-in-time recovery',
  'AWS::Lambda::Function': 'functions',
  'AWS::Logs::LogGroup': 'log groups',
  'AWS::S3::Bucket': 'buckets',
  'AWS::SNS::Topic': 'topics',
  'AWS::SQS::Queue': 'queues',
};

export function usd(items: readonly Pick<MonthlyItem, 'count' | 'price'>[]): number {
  return items.reduce((sum, { count, price }) => sum + count * price.usd, 0);
}
