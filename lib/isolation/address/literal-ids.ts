/** Ids that AWS generates for networks, images, volumes and similar. `sn` and `svc` are of VPC Lattice. */
const NUMBERED =
  /\b(?:vpc|subnet|tgw|tgw-attach|tgw-rtb|tgw-mcast-domain|pcx|vpce|vpce-svc|sg|eni|i|vol|snap|ami|fs|fsap|rtb|igw|eigw|nat|eipalloc|acl|pl|lt|cgw|vgw|vpn|cvpn-endpoint|rslvr-rr|rslvr-in|rslvr-out|rslvr-fdr|rslvr-frg|core-network|global-network|attachment|lag|dxcon|dxvif|sn|svc|rcfg|rgw|ipam|ipam-pool|ipam-scope|lgw|lgw-rtb|cagw|vai|vae)-[0-9a-f]{8,17}\b/g;

/** User pools of Cognito. */
const USER_POOL = /\b([a-z]{2}(?:-[a-z]{2,12}){1,3}-\d_[A-Za-z0-9]{9})\b/g;
/** Zones of Route 53, and user pools. */
const OTHERS: readonly RegExp[] = [/^(?:\/hostedzone\/)?(Z[A-Z0-9]{10,32})$/g, USER_POOL];

export function isUserPool(id: string): boolean {
  return id.search(USER_POOL) === 0;
}

/** Labels in generated host names that tell the service of the resource. */
const SERVICES = new Set(
  `execute-api lambda-url elb rds redshift redshift-serverless es aos aoss cache memorydb iot efs fsx appsync-api
  appsync-realtime-api auth vpce docdb neptune dax mq kafka kafka-serverless transfer vpc-lattice-svcs airflow
  grafana-workspace mediapackage mediapackagev2 mediastore mediatailor eks dax-clusters compute compute-1 neptune-graph
  cloudsearch managedblockchain clientvpn emrstudio-prod bedrock-agentcore`.split(/\s+/),
);

/** Domains in which every host belongs to a resource. */
const DOMAINS =
  /\.(?:cloudfront\.net|amplifyapp\.com|awsglobalaccelerator\.com|elasticbeanstalk\.com|awsapprunner\.com|amazonlightsail\.com|awsapps\.com|on\.aws|sagemaker\.aws|connect\.aws)$/;

/** Whether AWS generated the host for a resource. Such a host does not show its owner. */
export function isResourceHost(host: string): boolean {
  if (host.length > LONGEST_HOST) return false;
  if (DOMAINS.test(host)) return true;
  if (!/\.(?:amazonaws\.com(?:\.cn)?|amazoncognito\.com|api\.aws)$/.test(host)) return false;
  // The path, not the host, names the cluster that issues tokens.
  return !host.startsWith('oidc.eks.') && host.split('.').some((label, index) => index > 0 && SERVICES.has(label));
}

/** The longest host name by RFC 1035. */
export const LONGEST_HOST = 253;

const HOST = /(?<![\w@.-])(?:[\w-]+\.)+(?:com|cn|net|aws)(?![\w-])/gi;

function resourceHosts(text: string): string[] {
  if (
    !/amazonaws\.com|\.on\.aws|(?:cloudfront|awsglobalaccelerator|amplifyapp|elasticbeanstalk|awsapprunner|amazoncognito|amazonlightsail|awsapps)\.|\.(?:api|sagemaker|connect)\.aws/.test(
      text,
    )
  )
    return [];
  return Array.from(text.matchAll(HOST), ([host]) => host.toLowerCase()).filter((host) => isResourceHost(host));
}

/** Whether an id can be one that AWS publishes to all accounts. The same one on both sides is then no connection. */
export function isPublic(id: string): boolean {
  return /^(?:ami|pl|snap)-/.test(id);
}

/** Literal ids and resource hosts that a text names. */
export function literalIds(text: string): string[] {
  if (text.length < 8 || !/[-_.]|^\/?[hZ]/.test(text)) return [];
  return [...numberedIds(text), ...resourceHosts(text)];
}

export function numberedIds(text: string): string[] {
  const numbered = Array.from(text.matchAll(NUMBERED), ([id]) => id);
  return [...numbered, ...OTHERS.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, id = '']) => id))];
}

/** The resources that a setting clearly names: generated hosts, buckets by their URL or ARN, user pools. */
export function resourcesNamed(text: string): string[] {
  const buckets = Array.from(text.matchAll(BUCKETS), ([, inUrl, inHost, inArn]) => `s3://${inUrl ?? inHost ?? inArn}`);
  return [...resourceHosts(text), ...buckets, ...Array.from(text.matchAll(USER_POOL), ([, id = '']) => id)];
}

const BUCKETS =
  /\bs3[an]?:\/\/([^/\s"']+)|\b([a-z0-9][a-z0-9.-]{2,62})\.s3[.-][\w.-]*amazonaws\.com|\barn:[\w-]+:s3:::([^/\s"'*]+)/g;
