import type { BootstrapTemplate } from '../bootstrap-template';
import type { Resource } from '../resource';

/** What CloudFormation takes in a request; `cdk bootstrap` writes the template as YAML into it. */
export const TEMPLATE_LIMIT = 51_200;

/**
 * The same template with the documents of managed policies and of roles' own policies as JSON text, which CloudFormation takes as well
 * as an object. As YAML, one action a line, the bootstrap would be larger than a request may be, and take two calls.
 */
export function packTemplate(template: BootstrapTemplate): BootstrapTemplate {
  return { ...template, Resources: mapValues(template.Resources, packResource) };
}

/** The opposite, for reading a deployed template; what was never packed stays as it is. */
export function unpackResource({ Properties = {}, ...resource }: TemplateResource): TemplateResource {
  return { ...resource, Properties: mapValues(Properties, (value) => unpack(value)) };
}

/** A resource of any template, with whatever else it has. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

function packResource(resource: Resource): Resource {
  const { PolicyDocument, Policies, ...others } = resource.Properties;
  if (resource.Type === 'AWS::IAM::ManagedPolicy') {
    return { ...resource, Properties: { ...others, PolicyDocument: JSON.stringify(PolicyDocument) } };
  }
  if (resource.Type !== 'AWS::IAM::Role' || !Array.isArray(Policies)) return resource;
  const packed = Policies.map((policy) => ({ ...policy, PolicyDocument: JSON.stringify(policy.PolicyDocument) }));
  return { ...resource, Properties: { ...others, Policies: packed } };
}

function unpack(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{"Version":')) return JSON.parse(value);
  if (Array.isArray(value)) return value.map(unpack);
  return typeof value === 'object' && value !== null ? mapValues(value as Record<string, unknown>, unpack) : value;
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
