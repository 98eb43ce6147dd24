import type { AppliedPolicies } from '../../lib/isolation/policy/evaluation/applied-policies';
import type { Deployed, Place } from './deployed';
import { fault, type Question } from './question';
import type { Side } from './sides';

/** What a layer guards, or which principals it limits: the policies that apply, and what is asked of them. */
export interface Subject {
  readonly name: string;
  /** Resources of the templates that have a say in it. */
  readonly places: readonly Place[];
  /** The policies of this layer, every other one held open. */
  readonly policies: (opened: boolean) => AppliedPolicies;
  readonly questions: () => readonly Question[];
}

export interface Layer {
  readonly name: string;
  /**
   * What does not hold, in sentences; empty when the layer does, whatever the others say.
   * @param only looks only at what this resource has a say in
   */
  check(deployed: Deployed, only?: Place): Iterable<string>;
}

/** A layer of policies, asked through the evaluator. */
export function policyLayer(name: string, subjects: (deployed: Deployed) => readonly Subject[]): Layer {
  // What is asked of a subject depends on its name only.
  const known = new WeakMap<Side, Map<string, readonly Question[]>>();
  const asked = ({ side }: Deployed, { name, questions }: Subject): readonly Question[] => {
    const ofSide = known.get(side) ?? new Map<string, readonly Question[]>();
    const found = ofSide.get(name) ?? deniesFirst(questions());
    known.set(side, ofSide.set(name, found));
    return found;
  };
  return {
    name,
    *check(deployed, only) {
      for (const subject of subjects(deployed)) {
        if (!only || subject.places.some((place) => samePlace(place, only))) {
          yield* faults(subject, asked(deployed, subject), deployed.side.environment.account);
        }
      }
    },
  };
}

/** Most removals take away a deny, and the first fault is enough to notice one. */
function deniesFirst(questions: readonly Question[]): Question[] {
  return [...questions].sort((left, right) => Number(right.opened ?? false) - Number(left.opened ?? false));
}

function* faults({ name, policies }: Subject, questions: readonly Question[], account: string): Generator<string> {
  const [closed, opened] = [policies(false), policies(true)];
  for (const question of questions) {
    const sentence = fault(question, question.opened ? opened : closed, account);
    if (sentence) yield `${name}: ${sentence}`;
  }
}

export function samePlace(left: Place, right: Place): boolean {
  return left.stack === right.stack && left.logicalId === right.logicalId;
}
