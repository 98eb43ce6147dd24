import { openDocuments } from '../../../../lib/isolation/rules/resources/open-documents';
import { ruleTable } from '../rule-table';
import { seen, withParameters } from '../written';

const network = (AllowFromPublic: unknown) => {
  const Policy = JSON.stringify([{ Rules: [{ ResourceType: 'collection' }], AllowFromPublic }]);
  return seen('AWS::OpenSearchServerless::SecurityPolicy', { Name: 'n', Type: 'network', Policy });
};

ruleTable(openDocuments, {
  mustCatch: { 'collections for every network': network(true) },
  mustPass: {
    'collections for endpoints': network(false),
    'a policy of encryption': seen('AWS::OpenSearchServerless::SecurityPolicy', {
      Name: 'n',
      Type: 'encryption',
      Policy: '{"Rules":[],"AWSOwnedKey":true}',
    }),
    'a collection whose name is joined': seen('AWS::OpenSearchServerless::SecurityPolicy', {
      Policy: { 'Fn::Sub': '[{"Rules":[{"Resource":["collection/$' + '{AWS::StackName}"]}],"AllowFromPublic":false}]' },
    }),
  } as never,
  undecided: {
    'what nobody said': withParameters(
      seen('AWS::OpenSearchServerless::SecurityPolicy', {
        Policy: { 'Fn::Sub': '[{"Rules":[],"AllowFromPublic":$' + '{Any}}]' },
      }),
      { Any: { Type: 'String' } },
    ),
  } as never,
});
