import { organisationWide } from '../../../../lib/isolation/rules/resources/organisation-wide';
import { ruleTable, THIRD } from '../rule-table';
import { seen } from '../written';

ruleTable(organisationWide, {
  mustCatch: {
    'an aggregator': seen('AWS::Config::ConfigurationAggregator', { OrganizationAggregationSource: { RoleArn: 'r' } }),
    'parameters of all': seen('AWS::SSM::ResourceDataSync', {
      SyncName: 's',
      SyncSource: {
        SourceType: 'AwsOrganizations',
        AwsOrganizationsSource: { OrganizationSourceType: 'EntireOrganization' },
      },
    }),
    'a policy of checks for a unit of it': seen('AWS::SecurityHub::PolicyAssociation', {
      TargetId: 'r-abcd',
      TargetType: 'ROOT',
    }),
    'a rule for all': seen('AWS::Config::OrganizationConfigRule', { OrganizationConfigRuleName: 'n' }),
  } as never,
  mustPass: {
    'an aggregator of accounts': seen('AWS::Config::ConfigurationAggregator', {
      AccountAggregationSources: [{ AccountIds: [THIRD] }],
    }),
  } as never,
});
