import { otherSideInCode } from '../../../../lib/isolation/rules/code/other-side-in-code';
import { OTHER, OWN, observe, ruleTable } from '../rule-table';
import { resource } from '../written';

const other = { A: resource('AWS::ApiGateway::DomainName', { DomainName: 'gateway.pay.example' }) } as never;
const code = (text: string) => ({ texts: [{ path: 'asset.1/index.js', text, kind: 'code' }] });

ruleTable(otherSideInCode, {
  other,
  mustCatch: {
    'the account': code(`const a = "${OTHER}"`),
    'the host': code('fetch("https://GATEWAY.pay.example/v1")'),
  } as never,
  mustPass: { neither: code(`const a = "${OWN}"; fetch("https://gateway.shop.example")`) } as never,
});

test('the line is said', () => {
  const [found] = observe(otherSideInCode, 'sandbox', code(`// one\nconst a = "${OTHER}"\n`) as never, other);
  expect(found?.reason).toMatch(/^line 2 names/);
});
