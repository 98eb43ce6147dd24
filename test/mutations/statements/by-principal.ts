import type { Site } from '../edits/site';
import { PRINCIPALS } from './principals';
import { type StatementForm, type Subject, statement } from './statement';

export const byPrincipal: StatementForm[] = PRINCIPALS.map((form) => {
  const { name, element = 'Principal', write, everybody, intrinsic, notInTrust } = form;
  const of = (party: 'own' | 'other') => (subject: Subject, site: Site) => [
    statement(subject, { [element]: write(site[party], site) }),
  ];
  return {
    operator: 'principal',
    name,
    opening: of('other'),
    ...(!everybody && { benign: of('own') }),
    ...(intrinsic && { intrinsic }),
    ...(notInTrust && { notInTrust }),
  };
});
