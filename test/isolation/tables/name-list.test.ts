import fc from 'fast-check';
import { wordsOf } from '../../../lib/isolation/tables/kinds/words';
import {
  decodeNumber,
  decodeSmall,
  encodeNames,
  encodeNumber,
  encodeSmall,
  NameList,
} from '../../../lib/isolation/tables/name-list';

describe('numbers and names of the tables', () => {
  test('any number comes back', () => {
    fc.assert(fc.property(fc.nat(10_000_000), (value) => decodeNumber(encodeNumber(value)) === value));
  });

  test('any list of small numbers comes back without marks between them; larger ones are refused', () => {
    const lists = fc.array(fc.nat(567));
    fc.assert(fc.property(lists, (values) => expect(decodeSmall(values.map(encodeSmall).join(''))).toEqual(values)));
    expect(() => encodeSmall(568)).toThrow('568 is not below 568; widen encodeSmall');
  });

  test('any list of names comes back, whole and one by one', () => {
    const lists = fc.array(fc.stringMatching(/^[A-Za-z0-9:./]{1,80}$/), { maxLength: 100 });
    fc.assert(
      fc.property(lists, (names) => {
        const list = new NameList(encodeNames(names));
        expect(list.all()).toEqual(names);
        names.forEach((name, at) => {
          expect(new NameList(encodeNames(names)).at(at)).toBe(name);
        });
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['S3BucketName', 's3 bucket name'],
    ['KMSMasterKeyID', 'kms master key id'],
    ['IAMRoleARN', 'iam role arn'],
    ['TargetARNs', 'target arns'],
    ['PrincipalOrgID', 'principal org id'],
    ['SamlProviderARNs', 'saml provider arns'],
    ['VpcEndpointIds', 'vpc endpoint ids'],
    ['CallbackURLs', 'callback urls'],
  ])('the words of %s are %s', (name, words) => {
    expect(wordsOf(name)).toBe(words);
  });
});
