import { subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import type { SideResource } from '../../model/side';
import { isObject } from '../../template/value';

/** Nothing acts on all accounts of an organisation at once: the other side may be one of them. */
export const organisationWide: Rule = {
  id: 'organisation-wide',
  channel: 'sharing',
  title: 'a resource acts on every account of the organisation',
  help: 'Both sides may be members of one organisation. What collects from, configures or is shared with all of its members joins them. Use the form of the resource for one account.',
  *check({ own, other }) {
    for (const resource of own.resources) {
      const what = actsOnAll(resource);
      if (what === undefined) continue;
      yield {
        subject: subjectOf(resource),
        decision: 'open',
        direction: 'out',
        severity: 'high',
        statement: what,
        reason: `${what} acts on every account of the organisation, and ${other.name} may be one`,
        hops: [`${resource.stack}/${resource.logicalId}`, what, `${other.name} (${other.account})`],
        fix: 'use the form of it that acts on one account',
      };
    }
  },
};

/** Source: CloudFormation template reference, what each type says of organisations. */
const TYPES =
  /^AWS::(?:Config::Organization\w+|ObservabilityAdmin::Organization\w+|Detective::OrganizationAdmin|GuardDuty::OrganizationAdminAccount|SecurityHub::(?:DelegatedAdmin|OrganizationConfiguration|PolicyAssociation)|CloudTrail::OrganizationDelegatedAdmin|FMS::Policy|Macie::OrganizationConfiguration|Notifications::OrganizationalUnitAssociation)$/;

const PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Config::ConfigurationAggregator': 'OrganizationAggregationSource',
  'AWS::S3::StorageLens': 'StorageLensConfiguration.AwsOrg',
  'AWS::ServiceCatalog::PortfolioShare': 'OrganizationNode',
  'AWS::SSM::ResourceDataSync': 'SyncSource.AwsOrganizationsSource',
  'AWS::Backup::ReportPlan': 'ReportSetting.OrganizationUnits',
  'AWS::Grafana::Workspace': 'OrganizationalUnits',
};

function actsOnAll({ type, properties }: SideResource): string | undefined {
  if (TYPES.test(type)) return type;
  const path = PROPERTIES[type];
  if (path === undefined) return undefined;
  let value: unknown = properties;
  for (const name of path.split('.'))
    value = isObject(value as never) ? (value as Record<string, unknown>)[name] : undefined;
  return value === undefined ? undefined : path;
}
