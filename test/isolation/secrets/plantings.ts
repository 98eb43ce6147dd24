import { secretsIn } from '../../../lib/isolation/secrets/secrets-in';
import { BESIDE, CALLED as CALLED_PLACES, PUBLIC, sideOf, TEXTS, VARIABLES } from './places';
import { CALLED, drawWith, ISSUED, type Make, NONE, RANDOM, STAND_INS, seeded } from './planted';

interface Planting {
  readonly kind: string;
  readonly place: string;
  readonly found: number;
}

const EACH = 5;

/** Plants texts of each kind at each place and says how many were found at each. */
export function plant(kinds: typeof ISSUED, places: typeof TEXTS): Planting[] {
  const draw = drawWith(seeded(20261201));
  return Object.entries(kinds).flatMap(([kind, make]) =>
    Object.entries(places).flatMap(([place, into]) =>
      Array.from({ length: EACH }, () => {
        const text = make(draw);
        return { kind, place, found: [...secretsIn(sideOf(into(text)))].length };
      }),
    ),
  );
}

const ALL_PLACES = { ...TEXTS, ...VARIABLES, ...CALLED_PLACES };
const STANDING_IN = Object.fromEntries(STAND_INS.map((text) => [text, () => text]));

/** What is planted where, with whether it is to be found. */
export const PLANTED = {
  'issued keys, anywhere': [ISSUED, ALL_PLACES, true],
  'random texts in variables': [RANDOM, VARIABLES, true],
  'random texts beside names': [{ 'AWS secret key': RANDOM['AWS secret key'] as Make }, BESIDE, true],
  'what is called a secret': [CALLED, CALLED_PLACES, true],
  'what is called public': [RANDOM, PUBLIC, false],
  'what is no secret': [NONE, { ...TEXTS, ...VARIABLES }, false],
  'stand-ins': [STANDING_IN, { ...VARIABLES, ...CALLED_PLACES }, false],
} as const;

export function plantings(): Record<string, { found: number; planted: number }> {
  return Object.fromEntries(
    Object.entries(PLANTED).map(([what, [kinds, places]]) => {
      const all = plant(kinds, places);
      return [what, { found: all.filter(({ found }) => found > 0).length, planted: all.length }];
    }),
  );
}
