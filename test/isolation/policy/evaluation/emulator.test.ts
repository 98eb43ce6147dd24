import fc from 'fast-check';
import type { Decision } from '../../../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../../../lib/isolation/policy/evaluation/evaluate';
import { DIFFERENCES, OPEN_QUESTIONS, openQuestions } from './emulator/emulator-differences';
import { askEmulator, type EmulatorDecision } from './emulator/emulator-evaluator';
import { anyCase, policiesOf, type RandomCase, requestOf } from './random-cases';

const CASES = 10_000;
const SEED = 20_260_301;

/** The same random requests for the emulator's evaluator and ours: equal, or different for a reason in the table. */
describe('DC5: our evaluator and the emulator’s', () => {
  const cases = fc.sample(anyCase, { seed: SEED, numRuns: CASES });
  const ours = cases.map((given) => evaluate(requestOf(given), policiesOf(given)));
  const theirs = askEmulator(cases);
  const seen = new Map<string, number>();
  const count = (name: string) => void seen.set(name, (seen.get(name) ?? 0) + 1);

  const different = cases.flatMap((given, index) => {
    const [decision, answer] = [ours[index], theirs[index]];
    if (decision === undefined || answer === undefined) throw new Error('an answer is missing');
    return agrees(decision, given, answer) ? [] : [{ given, decision, answer }];
  });

  test(`agree on most of ${CASES} cases, of which a good part is allowed`, () => {
    expect(theirs).toHaveLength(CASES);
    expect(different.length).toBeLessThan(CASES / 8);
    expect(ours.filter(({ outcome }) => outcome === 'allowed').length).toBeGreaterThan(CASES / 8);
    expect(ours.filter(({ reason }) => reason === 'explicit-deny').length).toBeGreaterThan(CASES / 10);
  });

  test('where we say unknown, the guide leaves the question open', () => {
    const unexplained = different.filter(({ given, decision }) => {
      if (decision.outcome !== 'unknown') return false;
      const questions = openQuestions(decision, given);
      for (const { name } of questions ?? []) count(name);
      return questions === undefined;
    });
    expect(unexplained.map(({ given, decision }) => ({ given, doubts: decision.statements }))).toEqual([]);
    expect(OPEN_QUESTIONS.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test('every other difference is one of the table: in words the emulator understands, it agrees', () => {
    const decided = different.filter(({ decision }) => decision.outcome !== 'unknown');
    const attempts = decided.flatMap((difference) =>
      rewritings(difference.given).map((rewriting) => ({ ...rewriting, difference })),
    );
    const answers = askEmulator(attempts.map(({ given }) => given));
    const explained = new Set<RandomCase>();
    attempts.forEach(({ names, difference }, index) => {
      const { given, decision } = difference;
      if (explained.has(given) || !agrees(decision, given, answers[index])) return;
      explained.add(given);
      names.forEach(count);
    });
    const unexplained = decided.filter(({ given }) => !explained.has(given));
    expect(
      unexplained.slice(0, 3).map(({ given, decision, answer }) => ({ given, ours: decision.reason, answer })),
    ).toEqual([]);
    expect(DIFFERENCES.filter(({ name }) => !seen.has(name)).map(({ name }) => name)).toEqual([]);
  });

  test('with all of them rewritten, no case differs', () => {
    const known = cases.flatMap((given, index) => {
      const decision = ours[index];
      return decision && decision.outcome !== 'unknown' ? [{ given, decision }] : [];
    });
    const answers = askEmulator(known.map(({ given }) => rewriteAll(given)));
    const wrong = known.filter(({ given, decision }, index) => !agrees(decision, given, answers[index]));
    expect(wrong.slice(0, 3).map(({ given, decision }) => ({ given, ours: decision.reason }))).toEqual([]);
  });
});

/** Rewritten for one difference at a time, then for all at once. */
function rewritings(given: RandomCase): { given: RandomCase; names: string[] }[] {
  const text = JSON.stringify(given);
  const single = DIFFERENCES.map(({ name, rewrite }) => ({ given: rewrite(given), names: [name] })).filter(
    (rewriting) => JSON.stringify(rewriting.given) !== text,
  );
  return [...single, { given: rewriteAll(given), names: single.flatMap(({ names }) => names) }];
}

function rewriteAll(given: RandomCase): RandomCase {
  return DIFFERENCES.reduce((rewritten, { rewrite }) => rewrite(rewritten), given);
}

/** What is denied in any case may be denied by a statement besides, which an open question leaves unknown. */
function agrees(decision: Decision, given: RandomCase, answer: EmulatorDecision | undefined): boolean {
  if (inTheirWords(decision, given) === answer) return true;
  return decision.outcome === 'denied' && answer === 'Deny' && openQuestions(decision, given) !== undefined;
}

function inTheirWords({ outcome, reason }: Decision, { kind }: RandomCase): EmulatorDecision | 'unknown' {
  if (outcome === 'unknown') return outcome;
  if (outcome === 'allowed') return 'Allow';
  return kind === 'trust' || reason === 'explicit-deny' ? 'Deny' : 'ImplicitDeny';
}
