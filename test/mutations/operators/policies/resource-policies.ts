import type { Case } from '../../edits/case';
import { addFragment, type Fragment, fill } from '../../edits/fragments';
import { isMutableObject, type Mutable, mutable, type Party, type Site } from '../../edits/site';
import { SPELLINGS } from '../../edits/spellings';
import { STATEMENTS } from '../../statements/all-statements';
import { root, type StatementForm, type Subject, statement } from '../../statements/statement';
import { OTHER_PLACES } from './other-places';
import type { PolicyPlace } from './policy-place';
import { CORE_PLACES } from './usual-places';

const at = (place: PolicyPlace) => () => Object.keys(place.fragment);

function subjectOf({ actions, resource = '*', service }: PolicyPlace, site: Site): Subject {
  return {
    actions: mutable(actions),
    ...(resource !== 'none' && { resource: fill(mutable(resource), site.own, null) }),
    ...(service && { service }),
  };
}

/** Key policies need the own account beside what is added, or no role could ever change them again. */
function documentOf(place: PolicyPlace, statements: readonly Mutable[], { own }: Site): Mutable {
  const owner: Mutable = { Effect: 'Allow', Principal: { AWS: root(own) }, Action: 'kms:*', Resource: '*' };
  return {
    Version: '2012-10-17',
    Statement: place.type.startsWith('AWS::KMS::') ? [owner, ...statements] : [...statements],
  };
}

function fits(place: PolicyPlace, form: StatementForm): boolean {
  if (form.needsService && !place.service) return false;
  if (place.form === 'text' && form.intrinsic) return false;
  // A bucket's policy may name nothing but the bucket.
  return !(form.name === 'not-resource' && (place.resource !== undefined || place.type.includes('S3')));
}

/** A bucket without the block on public policies, which takes back what a policy gives to every principal. */
function unblocked(fragment: Fragment): Fragment {
  if (!('AddedBucket' in fragment)) return fragment;
  const Properties = { PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false } };
  return { ...fragment, AddedBucket: { Type: 'AWS::S3::Bucket', Properties } };
}

function byForm(place: PolicyPlace, form: StatementForm): Case {
  const { opening, benign } = form;
  const write =
    (fragment: Fragment, statements: (subject: Subject, site: Site) => Mutable[]) =>
    (site: Site): void => {
      const document = documentOf(place, statements(subjectOf(place, site), site), site);
      addFragment(site, fragment, place.form === 'text' ? JSON.stringify(document) : document);
    };
  const namesSomebody = form.operator === 'principal' && benign !== undefined;
  const opened = namesSomebody || form.needsService ? place.fragment : unblocked(place.fragment);
  return {
    group: form.operator === 'denial' ? 'denials' : 'policies',
    operator: form.operator,
    spelling: form.name,
    type: place.type,
    flow: 'inward',
    at: at(place),
    ...(opening && { opening: write(opened, opening) }),
    ...(benign && { benign: write(place.fragment, benign) }),
  };
}

/** The whole policy as JSON text, spelled like any other text. */
function asText(place: PolicyPlace, spelling: string): Case {
  const text = (party: Party, site: Site) => {
    const allowed = statement(subjectOf(place, site), { Principal: { AWS: root(party) } });
    return JSON.stringify(documentOf(place, [allowed], site));
  };
  const write = (party: 'own' | 'other') => (site: Site) => {
    const named = { text: text(site[party], site), token: site[party].account };
    const spelled = SPELLINGS[spelling]?.(named, site, text(site.own, site));
    addFragment(site, place.fragment, spelled ?? null);
  };
  return {
    group: 'policies',
    operator: 'json-text',
    spelling,
    type: place.type,
    flow: 'inward',
    at: at(place),
    opening: write('other'),
    benign: write('own'),
  };
}

const TEXT_SPELLINGS = ['literal', 'sub-variable', 'join', 'join-halves', 'mapping', 'parameter', 'if-false', 'select'];
const NAMED = STATEMENTS.filter(({ operator, benign }) => operator === 'principal' && benign);
const EVERYBODY = STATEMENTS.filter(({ operator, benign }) => operator === 'principal' && !benign);
const REST = STATEMENTS.filter(({ operator }) => operator !== 'principal');

/** Has no intrinsic in it, so that JSON.stringify of the policy is the policy. */
const isPlain = (place: PolicyPlace) => !isMutableObject(mutable(place.resource ?? '*'));

function turn<Item>(items: readonly Item[], start: number, count: number): Item[] {
  if (items.length === 0) return [];
  const picked = Array.from({ length: count }, (_, step) => items[(start + step * 7) % items.length] as Item);
  return [...new Set(picked)];
}

/** Every way to write a policy, on the types that most apps use: each way on two types. */
const core = STATEMENTS.flatMap((form, index) => {
  const places = CORE_PLACES.filter((place) => fits(place, form));
  return turn(places, index, 1)
    .concat(turn(places, index + 2, 1))
    .filter((place, position, all) => all.indexOf(place) === position)
    .map((place) => byForm(place, form));
});

/** Buckets of these kinds, and access points, block every policy that would let in all principals; that cannot be switched off. */
const BLOCKED = /AccessPoint|::S3(Express|Files|Outposts|Tables|Vectors)::/;

/** Every type, in some of the ways. */
const others = OTHER_PLACES.flatMap((place, index) => {
  const fitting = (forms: readonly StatementForm[]) => forms.filter((form) => fits(place, form));
  const open = BLOCKED.test(place.type)
    ? []
    : [...turn(fitting(EVERYBODY), index, 1), ...turn(fitting(REST), index * 2, 1)];
  return [...turn(fitting(NAMED), index * 3, 2), ...open].map((form) => byForm(place, form));
});

const texts = [...CORE_PLACES, ...OTHER_PLACES]
  .filter((place) => place.form !== 'object' && isPlain(place))
  .flatMap((place, index) => turn(TEXT_SPELLINGS, index, 2).map((spelling) => asText(place, spelling)));

export const policyCases: readonly Case[] = [...core, ...others, ...texts];
