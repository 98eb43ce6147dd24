/** Hosts of AWS. Picked by hand. Source: AWS General Reference, "Service endpoints and quotas", and the guides of the services. */

/** Domains of AWS below which a host is a service's or, by the label of its service, a resource's. */
const OF_SERVICES = ['amazonaws.com', 'amazonaws.com.cn', 'amazoncognito.com', 'api.aws'];

/** Domains in which no host is a resource's. */
const OF_AMAZON = ['amazon.com'];

/** Domains below which every host is a resource's. */
const OF_RESOURCES = [
  'cloudfront.net',
  'amplifyapp.com',
  'awsglobalaccelerator.com',
  'elasticbeanstalk.com',
  'awsapprunner.com',
  'amazonlightsail.com',
  'awsapps.com',
  'on.aws',
  'sagemaker.aws',
  'connect.aws',
];

/** Labels that say of which service a resource is whose host AWS makes up. */
const SERVICES = new Set(
  `execute-api lambda-url elb rds redshift redshift-serverless es aos aoss cache memorydb iot efs fsx appsync-api
  appsync-realtime-api auth vpce docdb neptune dax mq kafka kafka-serverless transfer vpc-lattice-svcs airflow
  grafana-workspace mediapackage mediapackagev2 mediastore mediatailor eks dax-clusters compute compute-1 neptune-graph
  cloudsearch managedblockchain clientvpn emrstudio-prod bedrock-agentcore`.split(/\s+/),
);

const ALL = below([...OF_SERVICES, ...OF_RESOURCES, ...OF_AMAZON]);
const RESOURCES_ONLY = below(OF_RESOURCES);
const RESOURCES_TOO = below(OF_SERVICES);
const NAMED = new RegExp([...OF_SERVICES, ...OF_RESOURCES].map(literal).join('|'), 'i');

/** Whether a host, in lower case, lies in a domain of AWS. */
export function isAwsHost(host: string): boolean {
  return ALL.test(host);
}

/** Whether AWS made the host for a resource: who owns it cannot be seen. */
export function isResourceHost(host: string): boolean {
  if (host.length > LONGEST_HOST) return false;
  if (RESOURCES_ONLY.test(host)) return true;
  if (!RESOURCES_TOO.test(host)) return false;
  // Who issues tokens for a cluster is named by its path.
  return !host.startsWith('oidc.eks.') && host.split('.').some((label, index) => index > 0 && SERVICES.has(label));
}

/** Whether a text can hold the host of a resource at all. */
export function mayNameResourceHost(text: string): boolean {
  return NAMED.test(text);
}

/** Of a host name, by RFC 1035; what is longer is none. */
export const LONGEST_HOST = 253;

function below(domains: readonly string[]): RegExp {
  return new RegExp(`\\.(?:${domains.map(literal).join('|')})$`);
}

function literal(domain: string): string {
  return domain.replaceAll('.', '\\.');
}
