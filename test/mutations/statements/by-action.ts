import type { Mutable, Site } from '../edits/site';
import { anotherAction, root, type StatementForm, type Subject, serviceOf, statement } from './statement';

function actionForm(
  name: string,
  more: (subject: Subject) => { [key: string]: Mutable },
  without: 'Action' | 'Resource',
): StatementForm {
  const of = (party: 'own' | 'other') => (subject: Subject, site: Site) => {
    const whole = statement(subject, { Principal: { AWS: root(site[party]) }, ...more(subject) });
    return [Object.fromEntries(Object.entries(whole).filter(([key]) => key !== without))];
  };
  return { operator: 'action', name, opening: of('other'), benign: of('own'), notInTrust: true };
}

export const byAction: StatementForm[] = [
  actionForm('not-action', (subject) => ({ NotAction: anotherAction(subject) }), 'Action'),
  actionForm(
    'not-resource',
    (subject) => ({ NotResource: `arn:aws:${serviceOf(subject)}:eu-west-1:333333333333:none` }),
    'Resource',
  ),
  {
    operator: 'action',
    name: 'capitals',
    opening: (subject, { other }) => [statement(capitals(subject), { Principal: { AWS: other.account } })],
    benign: (subject, { own }) => [statement(capitals(subject), { Principal: { AWS: own.account } })],
    notInTrust: true,
  },
];

function capitals(subject: Subject): Subject {
  const shout = (action: Mutable) => (typeof action === 'string' ? action.toUpperCase() : action);
  const { actions } = subject;
  return { ...subject, actions: Array.isArray(actions) ? actions.map(shout) : shout(actions) };
}
