import type { Figure } from '../figure';
import { audit } from './audit';
import { bundle } from './bundle';
import { cold } from './cold';
import { create } from './create';
import { decisions } from './decisions';
import { firstPayments } from './first-payments';
import { growth } from './growth';
import { synth } from './synth';
import { warm } from './warm';

/** Every figure, in the order in which they run. */
export const figures: readonly Figure[] = [bundle, cold, warm, create, synth, decisions, growth, audit, firstPayments];
