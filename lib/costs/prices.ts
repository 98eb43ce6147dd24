/** A list price in US dollars, region us-east-1, without free tiers. */
export interface Price {
  readonly usd: number;
  readonly per: string;
  /** Where it was read. AWS's own price list could not be asked when this was written; where nothing confirms a price, it says so. */
  readonly from: string;
}

/** When the prices were looked up. */
export const PRICES_OF = 'December 2026';

const price = (usd: number, per: string, from: string): Price => ({ usd, per, from });

export const PRICES = {
  key: price(1, 'key a month', 'cloudburn.io, March 2026'),
  keyRequests: price(0.03, '10,000 requests', 'cloudburn.io, March 2026'),
  secret: price(0.4, 'secret a month', 'hivebook.wiki, undated'),
  alarm: price(0.1, 'alarm a month', 'not confirmed'),
  dashboard: price(3, 'dashboard a month', 'factualminds.com, June 2026'),
  webAcl: price(5, 'web ACL a month', 'c3x.dev, 2026; one price in all regions (AWS blog)'),
  webRule: price(1, 'rule a month', 'c3x.dev, 2026'),
  webRequests: price(0.6, 'million requests', 'c3x.dev, 2026'),
  metric: price(0.3, 'custom metric a month', 'signoz.io, February 2026'),
  logs: price(0.5, 'GB taken in', 'factualminds.com, June 2026'),
  api: price(3.5, 'million requests', 'go-cloud.io, 2026'),
  functionRequests: price(0.2, 'million invocations', 'git.mcrn.ar/mariano, May 2026'),
  functionTime: price(0.0000133334, 'GB-second, arm64', 'git.mcrn.ar/mariano, May 2026'),
  writes: price(0.625, 'million write units', 'airbyte.com, July 2025'),
  reads: price(0.125, 'million read units', 'airbyte.com, July 2025'),
  storage: price(0.25, 'GB a month', 'aws.amazon.com/dynamodb/pricing, as stored'),
  recovery: price(0.2, 'GB a month', 'not confirmed'),
  transfer: price(0.09, 'GB sent to the internet', 'appropri8, December 2025'),
} as const satisfies Record<string, Price>;
