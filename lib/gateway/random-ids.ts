import { randomUUID } from 'node:crypto';
import { newId, randomText } from '../environment/ids';
import type { Ids } from './ports/ids';

/** Ids by chance, as in Lambda. */
export const randomIds: Ids = { next: newId, token: randomText, uuid: randomUUID };
