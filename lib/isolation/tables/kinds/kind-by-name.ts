import type { PropertyKind } from './property-kind';

type Rule = readonly [kind: PropertyKind, words: RegExp];

/** Words with which a text cannot reach anything, wherever they stand. Read before everything else. */
const INERT = [
  /\b(description|comment|comments|title|subtitle|notes?|caption|tooltip|placeholder|color|colors|icon|alt text)$/,
  /\b(display name|labels?|abstract|reason|keywords?|synonyms|about text|usage text|custom label|null string)$/,
  /^(width|height|opacity|font (size|family|color|weight|style|decoration|configuration)|border \w+|padding|margin|alignment|row span|column span)$/,
];

/** What a name says for sure; the first rule that fits decides. */
const RULES: readonly Rule[] = [
  ['policy', /\b(polic(y|ies) (document|text|body|statements?)|(resource|access|session|trust|key) polic(y|ies))$/],
  ['policy', /\b(inline|repository|file system|destination|namespace resource|group|model|bucket|auth) policy$/],
  [
    'role',
    /\b(roles?|instance profile)( (arns?|names?|identifier|id))?$|\brole (arn|name)s?\b|\biam instance profile\b/,
  ],
  ['arn', /\bpermissions boundary\b|\bmanaged polic(y|ies)\b|\bguardrail policies\b/],
  [
    'secretText',
    /\b(password|passwords|passphrase|private key|secret key|client secret|pre shared key|shared secret)$/,
  ],
  [
    'secretText',
    /\b(secret|secret string|access key|secret access key|api key|auth key|auth token|sas token|key material)$/,
  ],
  ['arn', /^service token$/],
  ['name', /^(client|idempotency|update|caller) (request )?token$/],
  ['secretText', /\b(token|oauth token|authorization code|auth code|keytab|license key|hectoken)$/],
  [
    'principal',
    /\bprincipals?\b(?! (type|key|claim|tags))|\bgrantees?\b|\btrusted (accounts|signers|resource owners)\b/,
  ],
  [
    'principal',
    /\b(allowed|shared|read only access|additional|target|excluded|authorized) (accounts?|organi[sz]ations?)\b/,
  ],
  [
    'principal',
    /\borgani[sz]ation(s|al)?\b( unit)?( (ids?|arns?|units?|path|entity path))?$|\bresources receiving access\b/,
  ],
  [
    'principal',
    /\b(subscribers?|grants?|member abilities|audiences?|allowed (clients?|audiences?)|client ids?( list)?)$/,
  ],
  ['principal', /\b(user ids?|caller arn|master user arn|canonical user|org ?unit|approver roles|viewer accounts)$/],
  [
    'account',
    /\b(accounts?)\b|\bowner( id| account id)?$|\bowners$|\b(registry|catalog|master|payer) id$|\bmember id$/,
  ],
  ['account', /\bdelivery accounts\b|\blinked accounts?\b|\bresource owner\b|\bsnapshot owner\b/],
  ['region', /\bregions?\b/],
  ['flag', /^actions?$|^permissions?$|^(assign|associate|map) public\b/],
  [
    'code',
    /\b(image uri|zip file|image digest|container image|container uri|source image|docker ?file|ecr repository)\b/,
  ],
  ['code', /\b(script location|script s3|code s3|code uri|jar|jars|main class|package s3|schema handler package)\b/],
  [
    'code',
    /^(image|images|custom ami id|image id override)$|\bmodule package\b|\bzip file content\b|\bextra .* libs\b/,
  ],
  ['environment', /^(environment|environment variables?|env|env vars?|variables)$/],
  [
    'arn',
    /\barns?\b|^layers$|\bkms\b|\b(encryption|master|customer managed|cmk|data)? ?key (id|arn|identifier)$|\bcmk\b/,
  ],
  [
    'arn',
    /\b(topic|queue|function|lambda|stream|sink|certificate|state machine|event bus|delivery stream)( identifier)?$/,
  ],
  ['arn', /\b(secrets?|parameter) (arns?|id|ids|name|manager)\b|^(secret id|secret name)$|\b(encryption|kms) key$/],
  ['arn', /\b(ok|alarm|insufficient data) actions$|\bnotification (target|destination)s?\b|\btargets?$/],
  ['url', /\b(urls?|uris?|hrefs?|links?|webhooks?|callbacks?|redirects?|jdbc|jmxurl|jwks)\b|\bconnection string\b/],
  ['name', /\bcidrs?\b|\bip ranges?\b|\bprefix list\b/],
  [
    'host',
    /\b(hosts?|hostnames?|domains?|dns|endpoints?|address|addresses|emails?|mail|fqdn|cnames?|sender|recipients?)\b/,
  ],
  ['host', /\b(ips?|ipv4|ipv6|servers?|brokers?|name ?servers?|phone|phones|sms|origins?|aliases|alternative names)\b/],
  [
    'host',
    /^from$|\b(mail from|reply to|contact|contacts|cc|bcc|mobile|pager|allow origins?|issuer|realm|tenant domain)$/,
  ],
  [
    'json',
    /\b(body|bodies|definition|definition string|user data|build ?spec|event pattern|templates?|documents?|json)$/,
  ],
  [
    'json',
    /\b(content|contents|manifest|payload|script|commands?|args|arguments|entry ?point|sql|query|queries|query string|schema)$/,
  ],
  [
    'json',
    /\b(configuration|config|settings|options|properties|attributes|parameters?|metadata|statements?|expression)$/,
  ],
  [
    'json',
    /\b(rules?|rule ?set|rules string|pattern|input|inputs|output|html|text|message|markdown|recipe|graph|code)$/,
  ],
  ['name', /\b(buckets?|bucket name|vpc|vpcs|vpc ids?|peering|snapshots?|ami|amis|image ids?|gateway|subnets?)\b/],
  [
    'name',
    /\b(security groups?|repository|registry|cluster|table|database|volume|file system|file ?share|share|stack)\b/,
  ],
];

/** Last words of what only tunes, sorts or dates: nothing of it can be addressed. The documentation may say otherwise. */
const TUNING: readonly RegExp[] = [
  /\b(type|types|mode|modes|status|state|states|unit|units|format|formats|size|sizes|level|class|tier|count|number)$/,
  /\b(version|versions|time|times|date|dates|timezone|time zone|zone|zones|day|days|hour|hours|timestamp|duration)$/,
  /\b(schedule|schedule expression|cron|cron expression|window|period|interval|rate|ratio|limit|threshold|priority)$/,
  /\b(behavior|behaviour|control|strategy|algorithm|operator|comparison|comparator|operation|statistic|stat|order)$/,
  /\b(locale|language|languages|language code|country|country code|currency|charset|encoding|codec|compression)$/,
  /\b(prefix|prefixes|suffix|suffixes|delimiter|separator|character|characters|regex|position|index|offset)$/,
  /\b(protocol|protocols|port|ports|method|methods|header|headers|cookies|status codes?|query strings|http code)$/,
  /\b(availability zone|availability zones|instance type|instance types|engine|engine version|family|runtime|platform)$/,
  /\b(tag|tags|tag keys?|tag values?|metric name|metric names|namespace|dimension|dimensions|metric|metrics)$/,
  /\b(column|columns|column name|column names|field|fields|field name|field names|data type|category|categories)$/,
  /\b(scaling|capacity|memory|cpu|storage|iops|throughput|concurrency|retention|timeout|ttl|weight|cost|price|amount)$/,
  /\b(resolution|bitrate|framerate|quality|profile|depth|scan|filter strength|aspect ratio|afd|pid|pids|gop)$/,
  /\b(enabled|enable|required|optional|visible|visibility|support|preference|architecture|architectures|affinity)$/,
  /\b(latitude|longitude|city|state or province|postal code|first name|last name|given name|surname|initials)$/,
];

/** @param words a property's name in words. @returns undefined when the name does not decide */
export function kindByName(words: string): PropertyKind | undefined {
  if (isInert(words)) return 'plain';
  return RULES.find(([, pattern]) => pattern.test(words))?.[0];
}

function isInert(words: string): boolean {
  return INERT.some((pattern) => pattern.test(words));
}

export function isTuning(words: string): boolean {
  return TUNING.some((pattern) => pattern.test(words));
}
