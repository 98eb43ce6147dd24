import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, Resource, SpecDatabase } from '@aws-cdk/service-spec-types';
import { askedElsewhere, isPublicSwitch } from '../../../lib/isolation/address/public-switches';
import { organisationWide } from '../../../lib/isolation/rules/resources/organisation-wide';
import { isKnown, typeFacts } from '../../../lib/isolation/tables/resource-types';
import { observe } from '../rules/rule-table';
import { seen } from '../rules/written';

/** Names of a choice or switch that can let any principal, another account or an organisation in, and values that do. */
const NAMES =
  /public|anonym|guest|unauthenticated|auto(?:accept|share)|organi[sz]ation|crossaccount|allaccounts|shared|sharing|external|acceptance|linkedaccount|delegated|autoenablemembers/i;
const VALUES =
  /(?:^|\|)(?:none|no|public\w*|open|external|shared|anonymous|everyone|all_?accounts|(?:entire)?organi[sz]ations?|internet-facing)(?:\||$)/i;
const OF_ACCESS = /auth|access|public|visib|organi|account|shar|accept|permission|principal|scheme|connectiv/i;

/** Reviewed: what each of them does lets no principal of another account in by itself. */
const REVIEWED: Readonly<Record<string, RegExp>> = {
  'an address that the internet reaches, behind which an application asks who calls':
    /AssociatePublicIpAddress$|AssignPublicIps?$|MapPublicIpOnLaunch$|CreatePublicIP$|IsHcxPublic$|IsPubliclyAccessible$|^AWS::ElasticLoadBalancing|PublicIpDns|PubliclyAdvertisable$|WebserverAccessMode$|^AWS::EKS::Cluster\.ResourcesVpcConfig\.EndpointPublicAccess$/,
  'the way out into the internet, or to something outside':
    /AppNetworkAccessType$|\.Connectivity$|ExternalId$|StoredExternally$/,
  'how it signs in elsewhere, as a client':
    /^AWS::(?:KafkaConnect|DataSync|DMS::\w*(?:Endpoint|Provider)|MSK::Replicator|QuickSight::ActionConnector|DataZone|Glue|AppFlow|Kendra)|ClientSecretSource$|PrivateKeySource$/,
  'with whom a share or service is shared is said, and asked, beside it':
    /^AWS::RAM::ResourceShare\.|^AWS::EC2::VPCEndpointService\.AcceptanceRequired$|^AWS::EventSchemas::Discoverer\.CrossAccount$/,
  'people, phones and folders of the own account':
    /^AWS::(?:Connect|AmplifyUIBuilder|SMSVOICE|GameLift|UXC|QuickSight|SSO|Transfer)::/,
  'databases that ask for a password besides': /^AWS::RDS::DBProxy\./,
  'prices, filters and reports that join nothing':
    /^AWS::(?:BcmPricingCalculator|ImageBuilder|CloudFormation|Batch)::|^AWS::Cognito::UserPoolClient\./,
  'asked as a policy': /^AWS::Lambda::Permission\.|^AWS::SecretsManager::ResourcePolicy\./,
  'the account’s own name spaces and networks': /^AWS::ODB::|^AWS::SageMaker::/,
};

interface Switch {
  readonly key: string;
  readonly type: string;
  readonly path: readonly string[];
  readonly values: readonly string[] | undefined;
}

const database = loadAwsServiceSpecSync();

function* switchesOf(resource: Resource, db: SpecDatabase): Iterable<Switch> {
  const visited = new Set<string>();
  function* visit(properties: Record<string, Property>, above: readonly string[]): Iterable<Switch> {
    for (const [name, { type }] of Object.entries(properties)) {
      const path = [...above, name];
      for (const form of formsOf(type)) {
        if (form.type === 'ref') {
          const definition = db.get('typeDefinition', form.reference.$ref);
          if (visited.has(definition.$id)) continue;
          visited.add(definition.$id);
          yield* visit(definition.properties, path);
        } else if (form.type === 'boolean' || form.type === 'string') {
          const type = resource.cloudFormationType;
          const values = form.type === 'string' ? form.allowedValues : undefined;
          if (form.type === 'string' && !values?.length) continue;
          yield { key: [type, ...path].join('.'), type, path, values };
        }
      }
    }
  }
  yield* visit(resource.properties, []);
}

function formsOf(type: PropertyType): PropertyType[] {
  if (type.type === 'union') return type.types.flatMap(formsOf);
  return type.type === 'array' || type.type === 'map' ? formsOf(type.element) : [type];
}

const opening = database
  .all('resource')
  .flatMap((resource) => [...switchesOf(resource, database)])
  .filter(({ path, values }) => {
    const name = path.at(-1) ?? '';
    return values ? VALUES.test(values.join('|')) && OF_ACCESS.test(name) : NAMES.test(name);
  });

const isOrganisationWide = ({ type, path }: Switch) => {
  const properties = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), true);
  return observe(organisationWide, 'live', seen(type, properties)).length > 0;
};

test('every switch of the resource database that can open something is in the table of switches, or reviewed', () => {
  expect(opening.length).toBeGreaterThan(80);
  const left = opening.filter(
    (each) =>
      !isPublicSwitch(each.key) &&
      !Object.values(REVIEWED).some((why) => why.test(each.key)) &&
      !isOrganisationWide(each),
  );
  expect(left.map(({ key, values = ['true'] }) => `${key}: ${values.join('|')}`)).toEqual([]);
});

test('what was reviewed is still there', () => {
  const unused = Object.entries(REVIEWED).filter(([, why]) => !opening.some(({ key }) => why.test(key)));
  expect(unused.map(([why]) => why)).toEqual([]);
});

test('a switch of the table is read, whatever the table of types makes of it', () => {
  const unread = opening.filter(
    ({ key, type, path }) =>
      isPublicSwitch(key) && !askedElsewhere(key) && isKnown(type) && typeFacts(type)?.kindOf(path) === 'plain',
  );
  expect(unread.map(({ key }) => key)).toEqual([]);
});
