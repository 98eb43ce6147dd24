import type { Figure } from '../figure';
import { bundle } from './bundle';
import { cold } from './cold';
import { firstPayments } from './first-payments';
import { synth } from './synth';
import { warm } from './warm';

/** Every figure, in the order in which they run. */
export const figures: readonly Figure[] = [bundle, cold, warm, synth, firstPayments];
