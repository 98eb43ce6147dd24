import { foreignOutput } from '../../../../lib/isolation/rules/configuration/foreign-output';
import { OTHER, OWN, ruleTable } from '../rule-table';
import { seen } from '../written';

const topic = (TopicName: unknown) => seen('AWS::SNS::Topic', { TopicName });

ruleTable(foreignOutput, {
  mustCatch: {
    'an output read with a role': topic({
      'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OTHER}:role/cdk-x` },
    }),
    'a reader of exports elsewhere': seen('Custom::CrossRegionExportReader', {}),
    'an output that is read from elsewhere': {
      Resources: {},
      Outputs: {
        Out: {
          Value: { 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OTHER}:role/x` } },
        },
      },
    },
  } as never,
  mustPass: {
    'an output read in the own account': topic({ 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y' } }),
    'an output read with an own role': topic({
      'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OWN}:role/x` },
    }),
    'an import that a stack of this side exports': {
      Resources: topic({ 'Fn::ImportValue': 'name' }),
      Outputs: { Out: { Value: 'x', Export: { Name: 'name' } } },
    },
    'an export': { Resources: {}, Outputs: { Out: { Value: 'x', Export: { Name: 'name' } } } },
  } as never,
  undecided: { 'an import of something that was not given': topic({ 'Fn::ImportValue': 'elsewhere' }) },
});
